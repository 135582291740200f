package dev.factoryfactory;

import dev.factoryfactory.platform.database.DatabaseStart;
import dev.factoryfactory.platform.home.HomeStart;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the command centre. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class FactoryFactoryApplication {

  public static void main(String[] arguments) {
    new SpringApplicationBuilder(FactoryFactoryApplication.class)
        .initializers(new HomeStart(), new DatabaseStart())
        .run(arguments);
  }
}
