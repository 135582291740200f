package dev.factoryfactory.platform.process;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provides the process runner with its ledger in the server's home. */
@Configuration(proxyBeanMethods = false)
class ProcessConfiguration {

  @Bean
  Processes processes(@Value("${factory-factory.home}") Path home, Clock clock) {
    return new Processes(home.resolve("processes"), clock);
  }
}
