package dev.factoryfactory.platform.health;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells anybody who asks whether the server can work: it can when its database answers. */
@RestController
class HealthController {

  private static final Logger log = LoggerFactory.getLogger(HealthController.class);
  private static final int SECONDS_TO_ANSWER = 2;

  private final DataSource database;
  private final String version;

  HealthController(DataSource database, @Value("${factory-factory.version}") String version) {
    this.database = database;
    this.version = version;
  }

  @GetMapping("/api/health")
  ResponseEntity<Health> health() {
    return databaseAnswers()
        ? ResponseEntity.ok(new Health(Status.UP, version))
        : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
            .body(new Health(Status.DOWN, version));
  }

  private boolean databaseAnswers() {
    try (var connection = database.getConnection()) {
      return connection.isValid(SECONDS_TO_ANSWER);
    } catch (SQLException e) {
      log.warn("The database does not answer", e);
      return false;
    }
  }

  enum Status {
    UP,
    DOWN
  }

  record Health(Status status, String version) {}
}
