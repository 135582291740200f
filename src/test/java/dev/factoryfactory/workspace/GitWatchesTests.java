package dev.factoryfactory.workspace;

import static dev.factoryfactory.workspace.WorkspaceTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.WorkspaceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Few watches, for those who need them most. */
class GitWatchesTests {

  private static final int LIMIT = 12;
  private static final WorkspaceId FIRST = WorkspaceId.random();
  private static final WorkspaceId SECOND = WorkspaceId.random();
  private static final WorkspaceId THIRD = WorkspaceId.random();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Set<Path> seen = ConcurrentHashMap.newKeySet();
  private final GitWatches watches = new GitWatches(properties(LIMIT), meters);

  @TempDir Path home = Path.of("replaced");

  @BeforeEach
  void start() {
    watches.start((_, file) -> seen.add(file));
  }

  @AfterEach
  void end() throws IOException {
    watches.destroy();
  }

  private static WorkspaceProperties properties(int limit) {
    var place = Path.of("unused");
    var second = Duration.ofSeconds(1);
    return new WorkspaceProperties(place, place, place, second, second, limit, second, second, 3);
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(home.resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<Path> folders(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> folder(name + "/" + i)).toList();
  }

  private boolean watch(WorkspaceId id, String name, int count, boolean warm) {
    var git = Set.of(folder(name + "/git"), folder("refs"));
    return watches.watch(id, git, folders(name, count), warm);
  }

  private double gauge() {
    return meters.get("factory-factory.git.watches").gauge().value();
  }

  @Test
  void whatHappensInAWatchedFolderIsTold() throws IOException {
    watch(FIRST, "first", 3, true);
    assertThat(gauge()).isEqualTo(5);
    var file = Files.writeString(folder("first/1").resolve("file.txt"), "x");
    eventually().until(() -> seen.contains(file));
    assertThat(watch(FIRST, "first", 3, true)).as("nothing new").isFalse();
    assertThat(watch(FIRST, "first", 4, true)).as("a folder more").isTrue();
  }

  @Test
  void theOneLeftAloneLongestMakesRoom() {
    watch(FIRST, "first", 4, true);
    watch(SECOND, "second", 4, true);
    assertThat(List.of(watches.covers(FIRST), watches.covers(SECOND))).containsOnly(true);

    watch(FIRST, "first", 4, true);
    watch(THIRD, "third", 4, true);

    assertThat(watches.covers(FIRST)).isTrue();
    assertThat(watches.covers(SECOND)).isFalse();
    assertThat(watches.covers(THIRD)).isTrue();
    assertThat(watches.covers(SECOND, folder("second/git"))).as("its commits").isTrue();
    assertThat(gauge()).isLessThanOrEqualTo(LIMIT);
  }

  @Test
  void nobodyWhoIsNotWarmTakesARoom() {
    watch(FIRST, "first", 4, true);
    watch(SECOND, "second", 4, true);
    watch(THIRD, "third", 4, false);
    assertThat(watches.covers(FIRST)).isTrue();
    assertThat(watches.covers(THIRD)).isFalse();
    assertThat(watches.covers(THIRD, folder("third/git"))).isTrue();
  }

  @Test
  void aWorktreeOfMoreFoldersThanTheLimitTakesNothing() {
    watch(FIRST, "first", 4, true);
    watch(SECOND, "second", 40, true);
    assertThat(watches.covers(FIRST)).isTrue();
    assertThat(watches.covers(SECOND)).isFalse();
  }

  @Test
  void whoIsLetGoLeavesWhatOthersNeed() {
    watch(FIRST, "first", 2, true);
    watch(SECOND, "second", 2, true);
    watches.release(FIRST);
    assertThat(gauge()).as("refs, its own, two folders").isEqualTo(4);
    watches.release(SECOND);
    assertThat(gauge()).isZero();
  }

  @Test
  void gitsOwnFoldersLeaveAQuarterToWorktrees() {
    var ids = new ArrayList<WorkspaceId>();
    for (int i = 0; i < 2 * LIMIT; i++) {
      var id = WorkspaceId.random();
      ids.add(id);
      watches.watch(id, Set.of(folder("git/" + i)), List.of(), false);
    }
    assertThat(gauge()).isEqualTo(LIMIT - LIMIT / 4);
    watches.watch(ids.getLast(), Set.of(folder("git/last")), folders("last", 3), true);
    assertThat(watches.covers(ids.getLast())).isTrue();
  }

  @Test
  void aFolderThatIsGoneDoesNoHarm() throws IOException {
    watch(FIRST, "first", 2, true);
    FileTrees.delete(folder("first/1"));
    eventually().until(() -> seen.contains(home.resolve("first/1")));
    watches.watch(
        FIRST, Set.of(home.resolve("missing")), List.of(home.resolve("missing/too")), true);
    assertThat(watches.covers(FIRST)).as("not all of it").isFalse();
    assertThat(gauge()).isZero();
  }

  @Test
  void withoutWatchesNothingIsTold() {
    var none = new GitWatches(properties(0), new SimpleMeterRegistry());
    none.start((_, file) -> seen.add(file));
    assertThat(none.watch(FIRST, Set.of(folder("git")), folders("first", 2), true)).isFalse();
    assertThat(none.covers(FIRST)).isFalse();
    assertThat(none.count()).isZero();
  }
}
