package dev.factoryfactory.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.transaction.event.TransactionalApplicationListener;

/**
 * Keeps what follows a change from harming it: a listener that is called after the commit and
 * throws is logged, and neither the publisher nor the next listener learns of it. Spring does so
 * where there is a transaction; facts that live in memory are announced without one.
 */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {

  @Bean
  static ApplicationEventMulticaster applicationEventMulticaster(BeanFactory beans) {
    return new FaultIsolation(beans);
  }

  private static final class FaultIsolation extends SimpleApplicationEventMulticaster {

    private static final Logger log = LoggerFactory.getLogger(FaultIsolation.class);

    private FaultIsolation(BeanFactory beans) {
      super(beans);
    }

    @Override
    protected void invokeListener(ApplicationListener<?> listener, ApplicationEvent event) {
      try {
        super.invokeListener(listener, event);
      } catch (RuntimeException e) {
        if (!(listener instanceof TransactionalApplicationListener<?>)) {
          throw e;
        }
        log.error("{} failed on {}", listener, event, e);
      }
    }
  }
}
