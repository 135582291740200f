package dev.factoryfactory.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.database.CuttableDatabase;
import dev.factoryfactory.platform.database.TestServer;
import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.session.SessionFacetChanged;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.workspace.WorkspaceFacetChanged;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.JsonNode;

/** The picture stays, and comes right again, whatever breaks around it. */
@ServerTest
@ContextConfiguration(initializers = {TestServer.class, CuttableDatabase.class})
@Import(SnapshotFaultsIntegrationTests.Thrower.class)
class SnapshotFaultsIntegrationTests {

  private final ServerClient server;
  private final CuttableDatabase database;
  private final ApplicationEventPublisher events;
  private final Environment environment;
  private final BrokenListener broken;
  private String project = "";
  private String workspace = "";

  SnapshotFaultsIntegrationTests(
      ServerClient server,
      CuttableDatabase database,
      ApplicationEventPublisher events,
      Environment environment,
      BrokenListener broken) {
    this.server = server;
    this.database = database;
    this.events = events;
    this.environment = environment;
    this.broken = broken;
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Thrower {

    @Bean
    BrokenListener brokenListener() {
      return new BrokenListener();
    }
  }

  /** Hears of everything before the snapshot does. */
  static class BrokenListener {

    volatile boolean throwing;

    @TransactionalEventListener(fallbackExecution = true)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(WorkspaceFacetChanged event) {
      fail();
    }

    @TransactionalEventListener(fallbackExecution = true)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(SessionFacetChanged event) {
      fail();
    }

    private void fail() {
      if (throwing) {
        throw new IllegalStateException("This listener is broken");
      }
    }
  }

  @BeforeEach
  void addWorkspace(@TempDir Path repository) throws Exception {
    git(repository, "init", "-q", "-b", "main");
    git(
        repository,
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "one");
    var added = server.post("/api/projects", Map.of("path", repository.toString()));
    project = added.json().path("id").asString();
    workspace =
        server
            .post("/api/projects/%s/workspaces".formatted(project), Map.of("name", "before"))
            .json()
            .path("id")
            .asString();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> entry().path("status").asString().equals("READY"));
    await().atMost(Duration.ofSeconds(30)).until(() -> !entry().path("git").isNull());
  }

  @AfterEach
  void mend() {
    database.mend();
    broken.throwing = false;
  }

  @Test
  void aListenerThatThrowsHarmsNeitherItsPublisherNorOtherListeners() {
    broken.throwing = true;

    var renamed = server.patch("/api/workspaces/" + workspace, Map.of("name", "after"));
    events.publishEvent(new SessionFacetChanged(working(1)));

    assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
    assertThat(entry().path("name").asString()).isEqualTo("after");
    assertThat(entry().path("isWorking").asBoolean()).isTrue();
  }

  @Test
  void withoutADatabaseThePictureStaysAndGoesOnAndComesRight() throws Exception {
    try (var client = server.stomp()) {
      var deltas = client.subscribe(Audience.topicOf(ProjectId.parse(project)));
      var baseline = client.subscribe("/app/projects/%s/snapshot".formatted(project)).next();
      var before = entry();

      database.cut();

      assertThat(entry()).isEqualTo(before);
      events.publishEvent(new SessionFacetChanged(working(1)));
      assertThat(deltas.next().path("from")).isEqualTo(baseline.path("sequence"));
      assertThat(entry().path("isWorking").asBoolean()).isTrue();

      var refused = server.patch("/api/workspaces/" + workspace, Map.of("name", "lost"));
      assertThat(refused.status()).isGreaterThanOrEqualTo(500);
      assertThat(refused.json().path("code").asString()).isNotEmpty();
      assertThat(entry().path("name").asString()).isEqualTo("before");

      var failed = reconcile();
      assertThat(failed.path("failedReads").findValuesAsString("facet"))
          .contains("workspace", "session", "pullRequest", "ratchet", "terminal", "runScript");
      assertThat(failed.path("drift").asInt()).isZero();
      assertThat(entry().path("name").asString()).isEqualTo("before");

      renameUnheard("meanwhile");
      database.mend();

      await().atMost(Duration.ofSeconds(30)).until(() -> reconcile().path("failedReads").isEmpty());
      assertThat(deltas.next().path("changed").path(0).path("name").asString())
          .isEqualTo("meanwhile");
      assertThat(server.patch("/api/workspaces/" + workspace, Map.of("name", "again")).status())
          .isEqualTo(200);
      assertThat(entry().path("name").asString()).isEqualTo("again");
    }
  }

  /** Past the server, so that no event tells of it. */
  private void renameUnheard(String name) throws Exception {
    try (var direct =
            DriverManager.getConnection(
                environment.getRequiredProperty("test.direct-url"),
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password"));
        var update =
            direct.prepareStatement(
                "update workspace set name = ?, version = version + 1 where id = ?::uuid")) {
      update.setString(1, name);
      update.setString(2, workspace);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private JsonNode reconcile() {
    return server.post("/api/projects/%s/snapshot/reconcile".formatted(project), null).json();
  }

  private SessionFacet working(long revision) {
    return new SessionFacet(
        ProjectId.parse(project),
        WorkspaceId.parse(workspace),
        revision,
        List.of(Samples.summary(1, SessionStatus.WORKING)),
        true);
  }

  private JsonNode entry() {
    return server
        .get("/api/projects/%s/snapshot".formatted(project))
        .json()
        .path("entries")
        .path(0);
  }

  private static void git(Path directory, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
