package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.workspace.Branching.How;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What it costs to read a worktree with git and with JGit, and to see that it did not change. One
 * file is changed and one untracked, of the number given.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GitReadingBenchmark {

  private static final int PER_FOLDER = 10;

  @Param({"200", "5000"})
  private int files = 200;

  private final GitFixture fixture = new GitFixture();
  private final Path worktree = fixture.worktree("work");
  private Branching plan = new Branching("unset", null, null, null, How.UNBORN);
  private WorkspaceRow row = row();
  private @Nullable GitReading known;

  /**
   * Runs all of it in this process.
   *
   * @param arguments none
   */
  public static void main(String... arguments) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(GitReadingBenchmark.class.getSimpleName())
                .forks(0)
                .build())
        .run();
  }

  @Setup
  public void start() throws IOException {
    for (int i = 0; i < files; i++) {
      GitFixture.write(
          fixture.root,
          "src/package%d/File%d.java".formatted(i / PER_FOLDER, i),
          "line\n".repeat(40));
    }
    fixture.commit(fixture.root, "Start");
    plan = fixture.planner.plan(fixture.root, "work", "ff/", null, "main");
    fixture.worktrees.make(fixture.root, worktree, plan);
    row = row();
    GitFixture.write(worktree, "src/package1/File10.java", "other\n".repeat(40));
    GitFixture.write(worktree, "src/new.txt", "new\n");
    known =
        WorkspaceTestSupport.eventually()
            .until(() -> fixture.reader.read(row), GitReading::settled);
  }

  @TearDown
  public void end() {
    fixture.close();
  }

  /** What a sweep does. */
  @Benchmark
  public boolean unchanged() throws IOException {
    var reading = Objects.requireNonNull(known);
    return reading.holds() && fixture.reader.follow(reading) == reading;
  }

  /** What a change leads to. */
  @Benchmark
  public GitReading reading() throws IOException {
    return fixture.reader.read(row);
  }

  /** As it was done before: status, and a diff against a copied index that git adds files to. */
  @Benchmark
  public String readingByThreeGits() throws IOException {
    var status = fixture.facts.status(worktree);
    var index = Map.of("GIT_INDEX_FILE", copyOfIndex().toString());
    fixture.git.run(worktree, index, "add", "--intent-to-add", "--", ".");
    return fixture.git.run(worktree, index, "diff", "--numstat", "-M", "-z", "main")
        + status.head();
  }

  /** The first half of a reading. */
  @Benchmark
  public GitFacts.Status statusByGit() {
    return fixture.facts.status(worktree);
  }

  /** The same half, without lines and renames, in this process. */
  @Benchmark
  public boolean statusByJGit() throws IOException {
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(GitPlace.of(worktree).own().toFile()).build()) {
      return new IndexDiff(repository, "HEAD", new FileTreeIterator(repository)).diff();
    }
  }

  /** What any git costs before it does anything. */
  @Benchmark
  public List<String> gitThatDoesNothing() {
    return Git.splitZero(fixture.git.run(worktree, "version"));
  }

  private Path copyOfIndex() throws IOException {
    var copy = fixture.home.resolve("index-copy");
    java.nio.file.Files.copy(
        GitPlace.of(worktree).index(), copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return copy;
  }

  private WorkspaceRow row() {
    var request = new NewWorkspace("work", null, null, null, null, null);
    var now = Instant.EPOCH;
    var made =
        new WorkspaceRow(WorkspaceId.random(), ProjectId.random(), "work", request, worktree, now);
    made.planBranch(plan, now);
    made.worktreeMade(now);
    return made;
  }
}
