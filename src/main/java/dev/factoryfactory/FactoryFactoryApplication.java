package dev.factoryfactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the command centre. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class FactoryFactoryApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(FactoryFactoryApplication.class, arguments);
  }
}
