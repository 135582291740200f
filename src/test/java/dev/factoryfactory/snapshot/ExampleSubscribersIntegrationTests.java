package dev.factoryfactory.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.home.ServerHome;
import dev.factoryfactory.platform.process.ProcessSpec;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.workspace.WorkspaceFacetChanged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationEventPublisher;

/** The examples in {@code docs/examples} that follow a snapshot, against the real server. */
@ServerTest
class ExampleSubscribersIntegrationTests {

  private static final long SECONDS = 30;

  private final ServerClient server;
  private final ServerHome home;
  private final Processes processes;
  private final ApplicationEventPublisher events;
  private final CuttableProxy proxy;
  private final WorkspaceId workspace = WorkspaceId.random();
  private ProjectId project = ProjectId.random();

  ExampleSubscribersIntegrationTests(
      ServerClient server, ServerHome home, Processes processes, ApplicationEventPublisher events)
      throws IOException {
    this.server = server;
    this.home = home;
    this.processes = processes;
    this.events = events;
    this.proxy = new CuttableProxy(server.port());
  }

  @BeforeEach
  void addProject(@TempDir Path repository) throws IOException {
    var made =
        processes.run(
            ProcessSpec.of("git", repository, List.of("git", "init", "-q", "-b", "main")),
            Duration.ofSeconds(20),
            4096);
    assertThat(made.succeeded()).as(made.errorText()).isTrue();
    var added = server.post("/api/projects", Map.of("path", repository.toString()));
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    project = ProjectId.parse(added.json().path("id").asString());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  @Test
  void theOneInNodePrintsEveryDeltaAndCatchesUp() throws Exception {
    try (var example = new Example("node", "docs/examples/watch.mjs", project.toString())) {
      assertThat(example.line()).isEqualTo("snapshot 0: 0 entries");
      announce(1, "first");
      assertThat(example.line()).isEqualTo("delta 0 -> 1: first is No session started");

      proxy.cut();
      assertThat(example.line()).isEqualTo("connection lost");
      announceAndTell(2, "second");
      announceAndTell(3, "third");
      proxy.mend();

      assertThat(example.nextBut("connection lost"))
          .isEqualTo("delta 1 -> 3: third is No session started");
      announce(4, "Größe");
      assertThat(example.line()).isEqualTo("delta 3 -> 4: Größe is No session started");
    }
  }

  @Test
  void theOneInBashPrintsEveryDeltaAndCatchesUp() throws Exception {
    try (var example = new Example("bash", "docs/examples/watch.sh", project.toString())) {
      assertThat(example.line()).contains("\"sequence\":0,\"entries\":[]");
      announce(1, "first");
      assertThat(example.line()).contains("\"from\":0,\"to\":1", "\"name\":\"first\"");

      proxy.cut();
      assertThat(example.line()).isEqualTo("connection lost");
      announceAndTell(2, "second");
      announceAndTell(3, "third");
      proxy.mend();

      assertThat(example.nextBut("connection lost"))
          .contains("\"from\":1,\"to\":3", "\"name\":\"third\"");
    }
  }

  private void announceAndTell(long revision, String name) {
    announce(revision, name);
    server.get("/api/projects/%s/snapshot".formatted(project));
  }

  private void announce(long revision, String name) {
    events.publishEvent(
        new WorkspaceFacetChanged(Samples.announced(project, workspace, revision, name)));
  }

  /** A running example and what it says. */
  private final class Example implements AutoCloseable {

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Example(String... command) throws IOException {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("FACTORY_FACTORY_URL", "http://localhost:" + proxy.port());
      builder.environment().put("FACTORY_FACTORY_HOME", home.resolve("").toString());
      process = builder.start();
      process.getOutputStream().close();
      Thread.startVirtualThread(this::read);
    }

    private void read() {
      try {
        process.inputReader().lines().forEach(lines::add);
      } catch (UncheckedIOException ended) {
        lines.add("The example has ended");
      }
    }

    private String line() throws InterruptedException {
      var line = lines.poll(SECONDS, TimeUnit.SECONDS);
      assertThat(line).as("the next line of the example").isNotNull();
      return String.valueOf(line);
    }

    /** Attempts that fail while the connection is cut say so too. */
    private String nextBut(String expected) throws InterruptedException {
      var line = line();
      while (line.startsWith(expected) || line.contains("/dev/tcp") || line.isBlank()) {
        line = line();
      }
      return line;
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      process.onExit().join();
    }
  }
}
