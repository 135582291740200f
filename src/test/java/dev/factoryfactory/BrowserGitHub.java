package dev.factoryfactory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.demo.github.LocalGitHub;
import dev.factoryfactory.demo.github.LocalPlan;
import dev.factoryfactory.demo.github.LocalRepository;
import dev.factoryfactory.demo.github.LocalTalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A repository with its GitHub for the browser tests: a head that holds {@code broken.txt} fails
 * its check and is reviewed, any other passes.
 */
final class BrowserGitHub implements AutoCloseable {

  private static final String TOKEN = "browser-secret";
  private static final String LOG =
      """
      2026-01-28T18:10:19.4236771Z ##[group]Run ./mill grind
      2026-01-28T18:10:19.4236772Z ##[endgroup]
      2026-01-28T18:10:20.4236773Z [ERROR] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0 <<< FAILURE! -- in MillTest
      2026-01-28T18:10:20.4236773Z [ERROR] MillTest.grinds -- Time elapsed: 0.01 s <<< FAILURE!
      2026-01-28T18:10:20.4236773Z MillTest.grinds expected flour but was gravel
      2026-01-28T18:10:20.4236774Z ##[error]Process completed with exit code 1.
      """;

  private final LocalGitHub gitHub;
  private final Path clone;
  private final AtomicBoolean reviewed = new AtomicBoolean();

  private BrowserGitHub(LocalGitHub gitHub, Path clone) {
    this.gitHub = gitHub;
    this.clone = clone;
  }

  static BrowserGitHub start(Path folder) throws IOException, InterruptedException {
    var bare = folder.resolve("bare.git");
    var clone = folder.resolve("watermill");
    git("init", "-q", "--bare", "-b", "main", bare.toString());
    git("clone", "-q", bare.toString(), clone.toString());
    Files.writeString(clone.resolve("README.md"), "# Watermill\n");
    git("-C", clone.toString(), "add", "-A");
    var author = List.of("-c", "user.name=e2e", "-c", "user.email=e2e@example.org");
    var commit = new ArrayList<>(List.of("-C", clone.toString()));
    commit.addAll(author);
    commit.addAll(List.of("commit", "-q", "-m", "Say what it is"));
    git(commit.toArray(String[]::new));
    git("-C", clone.toString(), "push", "-q", "origin", "HEAD:main");
    var address = "https://github.com/acme/watermill.git";
    git("-C", clone.toString(), "remote", "set-url", "origin", address);
    git("-C", clone.toString(), "config", "url." + bare + ".pushInsteadOf", address);
    var gitHub = LocalGitHub.start(Clock.systemDefaultZone(), TOKEN);
    var made = new BrowserGitHub(gitHub, clone);
    made.review(gitHub.add("acme", "watermill", bare));
    return made;
  }

  /** What the browser tests and their server are told of it. */
  Map<String, String> environment() {
    return Map.of(
        "GITHUB_API_URL", gitHub.restUrl().toString(),
        "GITHUB_API_TOKEN", TOKEN,
        "GITHUB_CLONE", clone.toString());
  }

  private void review(LocalRepository repository) {
    repository.issues().open("Sharpen the millstone", "It is blunt.", LocalTalk.VIEWER);
    repository.script(
        (head, _) -> {
          boolean broken = head.has("broken.txt");
          if (broken && reviewed.compareAndSet(false, true)) {
            var talk = repository.talk(1);
            talk.thread("mei-lin", "broken.txt", 1, "Gravel is **not** flour: take it out.");
            talk.comment("rolandb", "Nice mill! <img src=x onerror=alert(1)>");
          }
          return List.of(
              LocalPlan.of(
                  "grind", broken ? "FAILURE" : "SUCCESS", Duration.ZERO, broken ? LOG : ""));
        });
  }

  @Override
  public void close() {
    gitHub.close();
  }

  private static void git(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }
}
