package dev.factoryfactory.platform;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Threads for what happens at intervals, apart from those that keep connections alive. */
@Configuration(proxyBeanMethods = false)
class SchedulingConfiguration {

  private static final int THREADS = 4;

  @Bean
  @Primary
  TaskScheduler taskScheduler() {
    var scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(THREADS);
    scheduler.setThreadNamePrefix("scheduled-");
    return scheduler;
  }
}
