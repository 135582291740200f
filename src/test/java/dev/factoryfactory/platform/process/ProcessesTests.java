package dev.factoryfactory.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.Pids;
import dev.factoryfactory.platform.process.ProcessSpec.DetachedStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a process started outlives it, however far it ran away. */
@EnabledOnOs(OS.LINUX)
class ProcessesTests {

  private static final Duration GRACE = Duration.ofMillis(200);

  @TempDir Path directory;
  private Processes processes = new Processes(Path.of("."), Clock.systemUTC());

  @BeforeEach
  void start() {
    processes = new Processes(directory.resolve("ledger"), Clock.systemUTC());
  }

  @AfterEach
  void leaveNothing() throws IOException {
    if (Files.exists(directory.resolve("pid"))) {
      ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** Each starts a process that is nobody's child and writes down its number. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // In a session of its own, marked.
        "setsid -f sh -c 'echo $$ > pid; exec sleep 1000'",
        // Forked twice, its environment cleared, its session kept.
        "(env -i sh -c 'echo $$ > pid; exec sleep 1000' &)",
        // It does not listen when it is asked to end.
        "setsid -f sh -c 'trap \"\" TERM; echo $$ > pid; while :; do sleep 1; done'",
      })
  void whatRanAwayEndsWithItsProcess(String runAway) throws IOException {
    var process = processes.start(spec(runAway + "; exec sleep 1000"));
    var left = awaitOrphan(process.pid());

    process.stop(GRACE);

    assertThat(Pids.isAlive(left.pid())).isFalse();
    assertThat(Pids.isAlive(process.pid())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setsid -f sh -c 'echo $$ > pid; exec sleep 1000'",
        "(env -i sh -c 'echo $$ > pid; exec sleep 1000' &)",
      })
  void theNextServerEndsWhatADeadProcessLeft(String runAway) throws IOException {
    var process = processes.start(spec(runAway + "; exec sleep 1000"));
    var left = awaitOrphan(process.pid());
    ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
    await().until(() -> !Pids.isAlive(process.pid()));
    assertThat(Pids.isAlive(left.pid())).isTrue();

    assertThat(new Processes(directory.resolve("ledger"), Clock.systemUTC()).reap()).isEqualTo(1);

    assertThat(Pids.isAlive(left.pid())).isFalse();
  }

  /** With neither marker nor session left, it is known from when it was measured. */
  @Test
  void whatWasOnceSeenIsNotForgotten() throws IOException {
    var process =
        processes.start(
            spec(
                "sh -c 'env -i setsid sh -c \"echo \\$\\$ > pid; exec sleep 1000\" &"
                    + " while ! test -e go; do sleep 0.05; done' & exec sleep 1000"));
    await().until(() -> Files.exists(directory.resolve("pid")) && pid() > 0);
    var runner = ProcessHandle.of(pid()).orElseThrow();
    assertThat(processes.use(Set.of(process.id())).get(process.id()))
        .satisfies(use -> assertThat(use.processes()).isGreaterThanOrEqualTo(3));
    Files.createFile(directory.resolve("go"));
    await().until(() -> !isBelow(runner, process.pid()));

    process.stop(GRACE);

    assertThat(Pids.isAlive(runner.pid())).isFalse();
  }

  /** As a process that was found again ends where nobody collects the dead. */
  @Test
  void whoEndedAndWasNotCollectedDoesNotRun() throws Exception {
    var parent =
        new ProcessBuilder("sh", "-c", "sleep 1000 & echo $! > pid; exec sleep 1000")
            .directory(directory.toFile())
            .start();
    try {
      await().until(() -> Files.exists(directory.resolve("pid")) && pid() > 0);
      var tree = new ProcessTree(new ProcessTable());
      var entry =
          new LedgerEntry("test", "test", pid(), ProcessTree.startMark(pid()), Instant.EPOCH, true);
      assertThat(tree.find(entry)).isPresent();
      var end = tree.end(entry);
      ProcessHandle.of(pid()).orElseThrow().destroyForcibly();

      end.get(30, TimeUnit.SECONDS);
      assertThat(tree.find(entry)).isEmpty();
      assertThat(Path.of("/proc/" + pid())).exists();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void whatAllItsProcessesTakeIsMeasured() throws IOException {
    var process =
        processes.start(
            spec("sh -c 'while :; do :; done' & setsid -f sleep 1000; echo $$ > pid; wait"));
    await()
        .untilAsserted(
            () -> {
              var use = processes.use(Set.of(process.id(), "none"));
              assertThat(use).containsOnlyKeys(process.id());
              assertThat(use.get(process.id()))
                  .satisfies(
                      it -> {
                        assertThat(it.processes()).isEqualTo(3);
                        assertThat(it.memoryBytes()).isPositive();
                        assertThat(it.processor()).isPositive();
                      });
            });
    process.stop(GRACE);
    assertThat(processes.use(Set.of(process.id()))).isEmpty();
  }

  private ProcessSpec spec(String script) {
    return ProcessSpec.of("test", directory, List.of("sh", "-c", script))
        .detachedTo(
            new DetachedStreams(
                directory.resolve("in"), directory.resolve("out"), directory.resolve("err")));
  }

  private ProcessHandle awaitOrphan(long root) throws IOException {
    await().until(() -> Files.exists(directory.resolve("pid")) && pid() > 0);
    var left = ProcessHandle.of(pid()).orElseThrow();
    await().until(() -> !isBelow(left, root));
    return left;
  }

  private static boolean isBelow(ProcessHandle handle, long root) {
    for (var up = handle.parent(); up.isPresent(); up = up.get().parent()) {
      if (up.get().pid() == root) {
        return true;
      }
    }
    return false;
  }

  private long pid() throws IOException {
    var text = Files.readString(directory.resolve("pid")).strip();
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }
}
