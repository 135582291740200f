package dev.factoryfactory.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Gives a test's context a new database and a home of its own. */
public class TestServer implements ApplicationContextInitializer<GenericApplicationContext> {

  @Override
  public void initialize(GenericApplicationContext context) {
    try {
      var home = Files.createTempDirectory("factory-factory-test-");
      var database = TestPostgres.shared().newDatabase();
      context
          .getDefaultListableBeanFactory()
          .registerDisposableBean("testHome", () -> remove(home));
      TestPropertyValues.of(
              "factory-factory.home=" + home,
              "factory-factory.web.open-browser=never",
              "factory-factory.session.on-shutdown=stop",
              "factory-factory.run-script.on-shutdown=stop",
              "factory-factory.terminal.on-shutdown=stop",
              "spring.datasource.url=" + database.url(),
              "spring.datasource.username=" + database.user(),
              "spring.datasource.password=" + database.password(),
              "spring.datasource.hikari.maximum-pool-size=8")
          .applyTo(context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path home) throws IOException {
    FileSystemUtils.deleteRecursively(home);
  }
}
