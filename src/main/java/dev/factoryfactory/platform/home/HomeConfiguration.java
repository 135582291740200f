package dev.factoryfactory.platform.home;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provides the server's home. */
@Configuration(proxyBeanMethods = false)
class HomeConfiguration {

  @Bean
  ServerHome serverHome(@Value("${factory-factory.home}") Path home) throws IOException {
    return ServerHome.open(home);
  }
}
