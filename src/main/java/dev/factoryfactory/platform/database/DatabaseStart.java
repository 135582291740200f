package dev.factoryfactory.platform.database;

import dev.factoryfactory.platform.home.ServerHome;
import dev.factoryfactory.platform.home.StartupRefused;
import dev.factoryfactory.platform.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Starts the server's own PostgreSQL beside the loading context, unless {@code
 * spring.datasource.url} names another one.
 */
public class DatabaseStart implements ApplicationContextInitializer<GenericApplicationContext> {

  private static final String NAME = "factory_factory";

  @Override
  public void initialize(GenericApplicationContext context) {
    var environment = context.getEnvironment();
    if (environment.getProperty("spring.datasource.url", "").isBlank()) {
      var starting = new StartingPostgres(() -> prepare(environment), NAME);
      context.getDefaultListableBeanFactory().registerDisposableBean("postgresql", starting::close);
      context.registerBean(JdbcConnectionDetails.class, starting::details);
    }
  }

  private static EmbeddedPostgres prepare(Environment environment) throws IOException {
    var home = ServerHome.open(Path.of(environment.getRequiredProperty("factory-factory.home")));
    var settings =
        Binder.get(environment)
            .bind("factory-factory.database", DatabaseProperties.class)
            .orElseThrow(() -> new StartupRefused("factory-factory.database.version is not set"));
    var processes = new Processes(home.resolve("processes"), Clock.systemUTC());
    return EmbeddedPostgres.prepare(home.privateDirectory("postgresql"), settings, processes);
  }
}
