package dev.factoryfactory.bench;

import dev.factoryfactory.PackagedServer;
import dev.factoryfactory.demo.github.LocalGitHub;
import dev.factoryfactory.demo.github.LocalPlan;
import dev.factoryfactory.demo.github.LocalRepository;
import dev.factoryfactory.demo.github.LocalRepository.LocalCheck;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.springframework.util.FileSystemUtils;

/**
 * From a check that turns red on GitHub to the agent that is sent for it: at the usual cadence, and
 * where GitHub tells of it.
 */
public final class RatchetBench {

  private static final Path DOCUMENT = Path.of("docs/benchmarks.md");
  private static final Path FOLDER = Path.of("docs/benchmarks");
  private static final String SECRET = "hush";
  private static final int ROUNDS = 10;
  private static final long LONG_CHECK = 1_000_000L;

  /** For so long a new pull request is read more often than usual. */
  private static final Duration FRESH = Duration.ofSeconds(100);

  private final LocalRepository repository;
  private final PackagedServer server;
  private final Results results = new Results();
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final String project;
  private final Path bare;
  private long checks = LONG_CHECK;

  /** A workspace with an open pull request, whose check runs. */
  private record Waiting(String workspace, String branch) {}

  private RatchetBench(LocalGitHub gitHub, PackagedServer server, Path home) throws Exception {
    this.server = server;
    var clone = Files.createDirectory(home.resolve("mill"));
    bare = home.resolve("bare.git");
    Load.git(clone, "init", "--quiet", "--initial-branch=main");
    Load.commit(clone, "Begin");
    Load.git(clone, "clone", "--quiet", "--bare", ".", bare.toString());
    var address = "https://github.com/acme/mill.git";
    Load.git(clone, "remote", "add", "origin", address);
    Load.git(clone, "config", "url." + bare + ".insteadOf", address);
    repository = gitHub.add("acme", "mill", bare);
    repository.script((_, _) -> List.of(LocalPlan.of("grind", "SUCCESS", Duration.ofHours(1), "")));
    project = server.post("/projects", Map.of("path", clone.toString())).path("id").asString();
  }

  public static void main(String... arguments) throws Exception {
    var home = Files.createTempDirectory("bench");
    try (var gitHub = LocalGitHub.start(Clock.systemDefaultZone(), "secret")) {
      var server =
          PackagedServer.start(
              home.resolve("home"),
              List.of(
                  Path.of("target/factory-factory/factory-factory").toAbsolutePath().toString()),
              List.of(
                  "--spring.profiles.active=demo",
                  "--factory-factory.demo.github=false",
                  "--factory-factory.session.on-shutdown=stop",
                  "--factory-factory.github.webhook-secret=" + SECRET,
                  "--factory-factory.github.hosts.[github.com].api-url=" + gitHub.restUrl(),
                  "--factory-factory.github.hosts.[github.com].token=secret"));
      try {
        var bench = new RatchetBench(gitHub, server, home);
        bench.measure("red on GitHub to an agent sent, asking every 15 s, p50 / p99");
        var target = URI.create("http://127.0.0.1:%d/api/github/webhooks".formatted(server.port()));
        gitHub.deliver(target, SECRET, "github.com");
        bench.measure("... told by a webhook, p50 / p99");
        bench.results.writeJson(FOLDER.resolve("ratchet.json"));
        bench.results.writeInto(DOCUMENT, "ratchet");
      } finally {
        server.stop();
      }
    } finally {
      FileSystemUtils.deleteRecursively(home);
    }
  }

  private void measure(String name) throws Exception {
    var waiting = new ArrayList<Waiting>();
    for (int i = 0; i < ROUNDS; i++) {
      waiting.add(open());
    }
    Thread.sleep(FRESH);
    var series = new Series();
    for (var one : waiting) {
      // At any moment of the cadence.
      Thread.sleep(random.nextLong(1_000, 16_000));
      long began = System.nanoTime();
      turnRed(one);
      while (server
          .get("/workspaces/%s/ratchet".formatted(one.workspace()))
          .path("attempt")
          .isNull()) {
        Thread.sleep(10);
      }
      series.addNanos(System.nanoTime() - began);
      server.put("/workspaces/%s/ratchet".formatted(one.workspace()), Map.of("enabled", false));
    }
    results.put(name, ROUNDS, series);
  }

  private Waiting open() throws Exception {
    var made =
        server.post(
            "/projects/%s/workspaces".formatted(project),
            Map.of("name", "task", "agent", "demo", "ratchet", true));
    var id = made.path("id").asString();
    while (!server.get("/workspaces/" + id).path("status").asString().equals("READY")) {
      Thread.sleep(10);
    }
    var ready = server.get("/workspaces/" + id);
    var worktree = Path.of(ready.path("worktreePath").asString());
    Files.writeString(worktree.resolve("broken.txt"), "wait\n");
    Load.git(worktree, "add", "broken.txt");
    Load.commit(worktree, "Grind");
    server.post("/workspaces/%s/pull-request".formatted(id), Map.of("title", "Grind"));
    return new Waiting(id, ready.path("branch").asString());
  }

  private void turnRed(Waiting one) throws Exception {
    var log =
        """
        ##[group]Run mvn -B test
        ##[endgroup]
        [ERROR] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0 <<< FAILURE! -- in MillTest
        [ERROR] MillTest.grinds -- Time elapsed: 0.01 s <<< FAILURE!
        org.opentest4j.AssertionFailedError: expected: <flour> but was: <gravel>
        ##[error]Process completed with exit code 1.
        """;
    repository.checks(
        repository.head(one.branch()),
        List.of(new LocalCheck(++checks, "grind", "COMPLETED", "FAILURE", log)));
  }
}
