package dev.factoryfactory.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.datasource.AbstractDataSource;

class HealthControllerTests {

  @Test
  void isDownWhileTheDatabaseDoesNotAnswer() {
    var answer = new HealthController(new DeadDatabase(), "1.2.3").health();

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(answer.getBody())
        .isEqualTo(new HealthController.Health(HealthController.Status.DOWN, "1.2.3"));
  }

  private static final class DeadDatabase extends AbstractDataSource {

    @Override
    public Connection getConnection() throws SQLException {
      throw new SQLException("connection refused");
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
      throw new SQLException("connection refused");
    }
  }
}
