package dev.factoryfactory.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.workspace.Branching.How;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
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

  /** Something that is done to a worktree, as a person or an agent would. */
  private interface Deed {
    void in(GitReadingTests test) throws IOException;
  }

  private record Case(String name, Deed deed) {

    @Override
    public String toString() {
      return name;
    }
  }

  private void write(String path, String text) {
    GitFixture.write(worktree, path, text);
  }

  private void git(String... arguments) {
    fixture.git.run(worktree, arguments);
  }

  private void commit() {
    fixture.commit(worktree, "Work");
  }

  private Path submodule() {
    var library = fixture.home.resolve("library");
    GitFixture.write(library, "lib.txt", "1\n");
    fixture.init(library);
    fixture.commit(library, "Library");
    git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        library.toString(),
        "lib");
    return worktree.resolve("lib");
  }

  private void conflict() {
    write("README.md", "ours\n");
    commit();
    GitFixture.write(fixture.root, "README.md", "theirs\n");
    fixture.commit(fixture.root, "Theirs");
    fixture.git.tryRun(worktree, "merge", "main");
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("nothing", _ -> {}),
        new Case("a changed file", t -> t.write("README.md", "one\n2\nthree\nfour\n")),
        new Case("a changed file, staged and changed back", GitReadingTests::stagedAndBack),
        new Case("a commit", GitReadingTests::committed),
        new Case("a commit undone in the files", GitReadingTests::committedAndUndone),
        new Case("untracked files", t -> t.write("new/deep/file.txt", "x\ny\n")),
        new Case("an empty untracked file", t -> t.write("empty.txt", "")),
        new Case("an untracked file without a last line end", t -> t.write("end.txt", "a\nb")),
        new Case("names git would quote", t -> t.write("tab\there \"ünï\" \\ code.txt", "x\n")),
        new Case("a name with line ends", t -> t.write("two\nlines", "x\n")),
        new Case("ignored files", t -> t.write("target/out.txt", "x\n")),
        new Case("ignored files beside others", t -> t.write("a/b.log", "x\n")),
        new Case("a staged rename", t -> t.git("mv", "src/Other.java", "src/New Name.java")),
        new Case("a rename git was not told of", GitReadingTests::renamed),
        new Case("a deletion", t -> Files.delete(t.worktree.resolve("README.md"))),
        new Case("a file in place of a folder", GitReadingTests::fileForFolder),
        new Case("a folder in place of a file", GitReadingTests::folderForFile),
        new Case("binary files", GitReadingTests::binary),
        new Case("an intent to add", GitReadingTests::intentToAdd),
        new Case("a mode", t -> t.worktree.resolve("README.md").toFile().setExecutable(true)),
        new Case("links", GitReadingTests::links),
        new Case("conflicts", GitReadingTests::conflict),
        new Case("line ends of git's choice", GitReadingTests::lineEnds),
        new Case("attributes and filters", GitReadingTests::filters),
        new Case("assumed unchanged, left out", GitReadingTests::assumed),
        new Case("a detached HEAD", t -> t.git("checkout", "--quiet", "--detach")),
        new Case("another branch", t -> t.git("checkout", "--quiet", "-b", "other")),
        new Case("an unborn branch", t -> t.git("checkout", "--quiet", "--orphan", "fresh")),
        new Case("a nested repository", GitReadingTests::nested),
        new Case("a changed submodule", t -> write(t.submodule(), "lib.txt", "2\n")),
        new Case("a submodule with new files", t -> write(t.submodule(), "new.txt", "2\n")),
        new Case("a folder that may not be read", GitReadingTests::closedFolder),
        new Case("a sparse checkout", GitReadingTests::sparse),
        new Case("a split index", GitReadingTests::split),
        new Case("an index of version 4", GitReadingTests::version4),
        new Case("a base that moved on", GitReadingTests::baseMoved),
        new Case("an upstream", GitReadingTests::upstream));
  }

  private static void write(Path folder, String path, String text) {
    GitFixture.write(folder, path, text);
  }

  private void stagedAndBack() {
    write("README.md", "changed\n");
    git("add", "README.md");
    write("README.md", "one\ntwo\nthree\n");
  }

  private void committed() {
    write("README.md", "one\n2\nthree\n");
    commit();
    write("src/Other.java", "1\n");
  }

  private void committedAndUndone() {
    write("README.md", "one\n2\nthree\n");
    commit();
    write("README.md", "one\ntwo\nthree\n");
  }

  private void renamed() throws IOException {
    Files.move(worktree.resolve("src/Other.java"), worktree.resolve("Moved.java"));
    write("another.txt", "x\n");
  }

  private void fileForFolder() throws IOException {
    FileTrees.delete(worktree.resolve("src"));
    write("src", "file\n");
  }

  private void folderForFile() throws IOException {
    Files.delete(worktree.resolve("README.md"));
    write("README.md/inner.txt", "x\n");
  }

  private void binary() throws IOException {
    Files.write(worktree.resolve("new.bin"), new byte[] {0, 1, 2, 10, 3});
    Files.write(worktree.resolve("README.md"), new byte[] {0, 1, 10});
  }

  private void intentToAdd() {
    write("intended.txt", "x\ny\n");
    git("add", "--intent-to-add", "intended.txt");
    write("other.txt", "z\n");
  }

  private void links() throws IOException {
    Files.createSymbolicLink(worktree.resolve("link"), Path.of("README.md"));
    Files.createSymbolicLink(worktree.resolve("nowhere"), Path.of("missing"));
    Files.createSymbolicLink(worktree.resolve("folder"), Path.of("src"));
  }

  private void lineEnds() {
    git("config", "core.autocrlf", "true");
    write("README.md", "one\r\ntwo\r\nthree\r\n");
    write("new.txt", "a\r\nb\r\n");
    write("crlf.txt", "a\r\nb\r\nc\r\n");
  }

  private void filters() throws IOException {
    git("config", "filter.first.clean", "head -n 1");
    write(
        ".gitattributes",
        "*.first filter=first\n*.dat -diff\n*.u16 working-tree-encoding=UTF-16\n");
    write("cut.first", "1\n2\n3\n");
    write("plain.dat", "1\n2\n");
    Files.write(worktree.resolve("wide.u16"), "a\nb\n".getBytes(StandardCharsets.UTF_16));
  }

  private void assumed() {
    git("update-index", "--assume-unchanged", "README.md");
    git("update-index", "--skip-worktree", "src/Other.java");
    write("README.md", "unseen\n");
    write("src/Other.java", "unseen\n");
    write("new.txt", "x\n");
  }

  private void nested() {
    var inner = worktree.resolve("inner");
    write(inner, "file.txt", "x\n");
    fixture.init(inner);
    fixture.commit(inner, "Inner");
  }

  private void closedFolder() throws IOException {
    write("closed/file.txt", "x\n");
    Files.setPosixFilePermissions(
        worktree.resolve("closed"), PosixFilePermissions.fromString("-wx------"));
  }

  private void sparse() {
    git("sparse-checkout", "set", "--cone", "--sparse-index", "src/deep");
    write("src/deep/new.txt", "x\n");
  }

  private void split() {
    git("update-index", "--split-index");
    write("README.md", "x\n");
    write("new.txt", "x\n");
  }

  private void version4() {
    git("update-index", "--index-version", "4");
    write("new.txt", "x\n");
  }

  private void baseMoved() {
    write("README.md", "one\n2\nthree\n");
    commit();
    write(fixture.root, "base.txt", "x\n");
    fixture.commit(fixture.root, "Base moved on");
  }

  private void upstream() {
    var remote = fixture.home.resolve("remote.git");
    fixture.git.run(fixture.root, "clone", "--quiet", "--bare", ".", remote.toString());
    git("remote", "add", "origin", remote.toString());
    git("push", "--quiet", "--set-upstream", "origin", "HEAD");
    commit();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aReadingSaysWhatGitSays(Case done) throws IOException {
    done.deed().in(this);

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
  @MethodSource("cases")
  void whateverIsDoneIsNoticed(Case done) throws IOException {
    fixture.git.run(worktree, "update-index", "--refresh");
    var known = settled();
    var before = processes();

    done.deed().in(this);
    var after = fixture.reader.read(row()).facet().withComputedAt(known.facet().computedAt());

    var same = after.equals(ofSameIds(known.facet(), after));
    var noticed = !known.holds() || fixture.reader.follow(known) != known;
    assertThat(noticed || same).as("noticed, or nothing to notice").isTrue();
    assertThat(processes()).isGreaterThan(before);
  }

  @Test
  void anUnchangedWorktreeStartsNoGit() throws IOException {
    write("README.md", "changed\n");
    write("new/file.txt", "untracked\n");
    write("target/ignored.txt", "ignored\n");
    var known = settled();
    var before = processes();

    assertThat(known.holds()).isTrue();
    assertThat(fixture.reader.follow(known)).isSameAs(known);
    write("target/other.txt", "a build writes here\n");
    assertThat(known.holds()).as("what git ignores").isTrue();
    assertThat(processes()).isEqualTo(before);
  }

  @Test
  void aReadingTakesNoMoreGitsThanItNeeds() throws IOException {
    assertThat(gitsFor(() -> {})).as("nothing changed: status").isEqualTo(1);
    assertThat(gitsFor(() -> write("README.md", "2\n"))).as("and diff").isEqualTo(2);
    assertThat(gitsFor(() -> write("new.txt", "1\n"))).as("and update-index").isEqualTo(3);
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
    write("README.md", "two\none\nthree\n");
    Files.setLastModifiedTime(file, FileTime.from(modified.toInstant()));
    assertThat(known.holds()).isFalse();
  }

  @Test
  void aBaseThatMovesIsFollowedWithoutGit() throws IOException {
    write("README.md", "one\n2\nthree\n");
    commit();
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
    var library = submodule();
    commit();
    var known = settled();
    fixture.git.run(library, "config", "user.name", "Test");
    fixture.git.run(library, "config", "user.email", "test@example.org");
    fixture.commit(library, "In the submodule");
    assertThat(known.holds()).isFalse();
  }

  @Test
  void readingLeavesTheIndexAlone() throws IOException {
    write("README.md", "changed\n");
    write("new.txt", "untracked\n");
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
