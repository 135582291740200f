package dev.factoryfactory.platform;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock; tests replace it. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

  @Bean
  Clock clock() {
    // PostgreSQL keeps microseconds: an instant must read the same before and after it was stored.
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  }
}
