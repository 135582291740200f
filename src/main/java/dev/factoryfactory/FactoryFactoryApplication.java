package dev.factoryfactory;

import dev.factoryfactory.platform.database.DatabaseStart;
import dev.factoryfactory.platform.home.HomeStart;
import dev.factoryfactory.ratchet.evidence.ClassifyProgram;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the command centre. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class FactoryFactoryApplication {

  /** For the start from which packaging learns: all comes up, and is then stopped in order. */
  private static final String EXIT_WHEN_READY = "factory-factory.exit-when-ready";

  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals(ClassifyProgram.VERB)) {
      ClassifyProgram.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    // Read once, when the first HTTP client is made: a dev server is called by its own name.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    var context =
        new SpringApplicationBuilder(FactoryFactoryApplication.class)
            .initializers(new HomeStart(), new DatabaseStart())
            .run(arguments);
    if (context.getEnvironment().getProperty(EXIT_WHEN_READY, boolean.class, false)) {
      System.exit(SpringApplication.exit(context));
    }
  }
}
