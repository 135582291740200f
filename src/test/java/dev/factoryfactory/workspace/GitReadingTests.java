package dev.factoryfactory.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.workspace.Branching.How;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readings say what plain git says, and know when they still hold. */
class GitReadingTests {

  private final GitFixture fixture = new GitFixture();
  private final Path worktree = fixture.worktree("work");
  private final WorktreeDeeds deeds = new WorktreeDeeds(fixture, worktree);
  private Branching plan = new Branching("unset", null, null, null, How.UNBORN);

  @BeforeEach
  void start() throws IOException {
    GitFixture.write(fixture.root, "README.md", "one\ntwo\nthree\n");
    GitFixture.write(fixture.root, "src/deep/Main.java", "a\nb\nc\nd\ne\nf\ng\nh\n");
    GitFixture.write(fixture.root, "src/Other.java", "1\n2\n3\n4\n5\n6\n7\n8\n");
    GitFixture.write(fixture.root, "crlf.txt", "a\r\nb\r\n");
    GitFixture.write(fixture.root, ".gitignore", "target/\n*.log\n");
    fixture.commit(fixture.root, "Start");
    plan = fixture.planner.plan(fixture.root, "work", "ff/", null, "main");
    fixture.worktrees.make(fixture.root, worktree, plan);
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private WorkspaceRow row() {
    var request = new NewWorkspace("work", null, null, null, null, null);
    var now = Instant.EPOCH;
    var row =
        new WorkspaceRow(WorkspaceId.random(), ProjectId.random(), "work", request, worktree, now);
    row.planBranch(plan, now);
    row.worktreeMade(now);
    return row;
  }

  @ParameterizedTest
  @MethodSource("dev.factoryfactory.workspace.WorktreeDeeds#cases")
  void aReadingSaysWhatGitSays(WorktreeDeeds.Case done) throws IOException {
    done.deed().in(deeds);

    var before = processes();
    var facet = fixture.reader.read(row()).facet();

    assertThat(processes() - before).as("processes").isLessThanOrEqualTo(3);
    assertThat(List.of(facet.files(), facet.additions(), facet.deletions())).isEqualTo(totals());
    assertThat(facet.uncommitted()).isEqualTo(states().size());
    assertThat(facet.conflicts())
        .isEqualTo(states().stream().filter(state -> state.startsWith("u ")).count());
    assertThat(List.of(facet.ahead(), facet.behind())).isEqualTo(distance("HEAD", "main"));
    assertThat(List.of(facet.aheadOfUpstream(), facet.behindUpstream()))
        .isEqualTo(distance("HEAD", "@{upstream}"));
    assertThat(String.valueOf(facet.head()))
        .isEqualTo(answer("null", "rev-parse", "--verify", "--quiet", "HEAD"));
    assertThat(String.valueOf(facet.branch()))
        .isEqualTo(answer("null", "symbolic-ref", "--quiet", "--short", "HEAD"));
  }

  @ParameterizedTest
  @MethodSource("dev.factoryfactory.workspace.WorktreeDeeds#cases")
  void whateverIsDoneIsNoticed(WorktreeDeeds.Case done) throws IOException {
    fixture.git.run(worktree, "update-index", "--refresh");
    var known = settled();
    var before = processes();

    done.deed().in(deeds);
    var after = fixture.reader.read(row()).facet().withComputedAt(known.facet().computedAt());

    var same = after.equals(ofSameIds(known.facet(), after));
    var noticed = !known.holds() || fixture.reader.follow(known) != known;
    assertThat(noticed || same).as("noticed, or nothing to notice").isTrue();
    assertThat(processes()).isGreaterThan(before);
  }

  @Test
  void anUnchangedWorktreeStartsNoGit() throws IOException {
    deeds.write("README.md", "changed\n");
    deeds.write("new/file.txt", "untracked\n");
    deeds.write("target/ignored.txt", "ignored\n");
    var known = settled();
    var before = processes();

    assertThat(known.holds()).isTrue();
    assertThat(fixture.reader.follow(known)).isSameAs(known);
    deeds.write("target/other.txt", "a build writes here\n");
    assertThat(known.holds()).as("what git ignores").isTrue();
    assertThat(processes()).isEqualTo(before);
  }

  @Test
  void aReadingTakesNoMoreGitsThanItNeeds() throws IOException {
    assertThat(gitsFor(() -> {})).as("nothing changed: status").isEqualTo(1);
    assertThat(gitsFor(() -> deeds.write("README.md", "2\n"))).as("and diff").isEqualTo(2);
    assertThat(gitsFor(() -> deeds.write("new.txt", "1\n"))).as("and update-index").isEqualTo(3);
  }

  private double gitsFor(Runnable change) throws IOException {
    change.run();
    var before = processes();
    fixture.reader.read(row());
    return processes() - before;
  }

  @Test
  void aChangeThatKeepsSizeAndTimeIsNoticed() throws IOException {
    var known = settled();
    var file = worktree.resolve("README.md");
    var modified = Files.getLastModifiedTime(file);
    deeds.write("README.md", "two\none\nthree\n");
    Files.setLastModifiedTime(file, FileTime.from(modified.toInstant()));
    assertThat(known.holds()).isFalse();
  }

  @Test
  void aBaseThatMovesIsFollowedWithoutGit() throws IOException {
    deeds.write("README.md", "one\n2\nthree\n");
    deeds.commit();
    var known = settled();
    fixture.commit(fixture.root, "Base moved on");
    var before = processes();

    var next = fixture.reader.follow(known);

    assertThat(next).isNotNull().isNotSameAs(known);
    assertThat(next == null ? known.facet() : next.facet())
        .returns(1, GitFacet::ahead)
        .returns(1, GitFacet::behind)
        .returns(1, GitFacet::files);
    assertThat(processes()).isEqualTo(before);
  }

  @Test
  void aCommitInASubmoduleIsNoticed() throws IOException {
    var library = deeds.submodule();
    deeds.commit();
    var known = settled();
    fixture.git.run(library, "config", "user.name", "Test");
    fixture.git.run(library, "config", "user.email", "test@example.org");
    fixture.commit(library, "In the submodule");
    assertThat(known.holds()).isFalse();
  }

  @Test
  void readingLeavesTheIndexAlone() throws IOException {
    deeds.write("README.md", "changed\n");
    deeds.write("new.txt", "untracked\n");
    var index = GitPlace.of(worktree).index();
    var before = Files.readAllBytes(index);
    settled();
    assertThat(Files.readAllBytes(index)).isEqualTo(before);
    assertThat(index.resolveSibling("index.lock")).doesNotExist();
  }

  /** A reading that began well after the last change. */
  private GitReading settled() {
    var row = row();
    return WorkspaceTestSupport.eventually()
        .until(() -> fixture.reader.read(row), GitReading::settled);
  }

  private static GitFacet ofSameIds(GitFacet facet, GitFacet ids) {
    return new GitFacet(
        ids.projectId(),
        ids.workspaceId(),
        0,
        facet.branch(),
        facet.head(),
        facet.ahead(),
        facet.behind(),
        facet.files(),
        facet.additions(),
        facet.deletions(),
        facet.uncommitted(),
        facet.conflicts(),
        facet.hasUpstream(),
        facet.aheadOfUpstream(),
        facet.behindUpstream(),
        facet.merged(),
        facet.computedAt(),
        facet.problem());
  }

  private double processes() {
    return fixture.meters.find("factory-factory.git.processes").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private List<String> states() {
    var lines =
        Git.splitZero(
            fixture.git.run(worktree, "status", "--porcelain=v2", "--no-renames", "-z", "-uall"));
    var renames =
        Git.splitZero(fixture.git.run(worktree, "status", "--porcelain=v2", "-z", "-uall"));
    return renames.stream().noneMatch(line -> line.startsWith("2 "))
        ? lines
        : renames.stream().filter(line -> line.matches("(?s)[12u?] .*")).toList();
  }

  private List<Integer> totals() throws IOException {
    var copy = fixture.home.resolve("index-of-the-test");
    Files.copy(GitPlace.of(worktree).index(), copy);
    var index = Map.of("GIT_INDEX_FILE", copy.toString());
    fixture.git.run(worktree, index, "add", "--intent-to-add", "--", ".");
    var base = answer("", "merge-base", "HEAD", "main");
    var compared = base.isEmpty() ? String.valueOf(plan.baseCommit()) : base;
    if (answer("", "rev-parse", "--verify", "--quiet", "HEAD").isEmpty()) {
      compared = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
    }
    int files = 0;
    int additions = 0;
    int deletions = 0;
    for (var line :
        fixture.git.run(worktree, index, "diff", "--numstat", "-M", compared).lines().toList()) {
      var parts = line.split("\t");
      files++;
      additions += GitFacts.count(parts[0]);
      deletions += GitFacts.count(parts[1]);
    }
    return List.of(files, additions, deletions);
  }

  private List<Integer> distance(String one, String other) {
    var counts = answer("0 0", "rev-list", "--left-right", "--count", one + "..." + other);
    return Stream.of(counts.split("\\s+")).map(Integer::valueOf).toList();
  }

  private String answer(String otherwise, String... arguments) {
    var finished = fixture.git.tryRun(worktree, arguments);
    return finished.succeeded() ? finished.text().strip() : otherwise;
  }
}
