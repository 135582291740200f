package dev.factoryfactory.platform.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param version of the PostgreSQL server that comes with this one, such as {@code 18.4.0}
 * @param durable whether a confirmed write survives a power cut; only tests may do without
 */
@ConfigurationProperties("factory-factory.database")
record DatabaseProperties(String version, @DefaultValue("true") boolean durable) {

  /** Data directories of one major version fit each other. */
  String majorVersion() {
    return version.substring(0, version.indexOf('.'));
  }
}
