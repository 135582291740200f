package dev.factoryfactory.demo;

import dev.factoryfactory.demo.github.LocalGitHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** A GitHub on this machine, which is there before anything reads where GitHub is. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
@ConditionalOnBooleanProperty(name = "factory-factory.demo.github", matchIfMissing = true)
class DemoGitHubStart {

  /** Reserved, so that no request leaves the machine. */
  static final String HOST = "github.example";

  @Bean
  static BeanFactoryPostProcessor localGitHubStarter(ConfigurableEnvironment environment) {
    return beans -> {
      var token = UUID.randomUUID().toString();
      var gitHub = start(token);
      var host = "factory-factory.github.hosts.[%s].".formatted(HOST);
      environment
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "demoGitHub",
                  Map.of(
                      host + "api-url",
                      gitHub.restUrl().toString(),
                      host + "token",
                      token,
                      "factory-factory.github.active",
                      "2s",
                      "factory-factory.github.settled",
                      "5s")));
      beans.registerSingleton("localGitHub", gitHub);
      if (beans instanceof DefaultListableBeanFactory factory) {
        factory.registerDisposableBean("localGitHub", gitHub::close);
      }
    };
  }

  private static LocalGitHub start(String token) {
    try {
      return LocalGitHub.start(Clock.systemDefaultZone(), token, HOST);
    } catch (IOException e) {
      throw new UncheckedIOException("The demo's GitHub could not be started", e);
    }
  }
}
