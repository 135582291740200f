package dev.factoryfactory.workspace;

import static dev.factoryfactory.workspace.WorkspaceTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.database.TestServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** Whoever changes a worktree, and however: its git facet follows, and nothing is read in vain. */
@ApplicationModuleTest(
    mode = ApplicationModuleTest.BootstrapMode.STANDALONE,
    extraIncludes = {"platform", "kernel"})
@ContextConfiguration(initializers = TestServer.class)
@TestPropertySource(
    properties = {
      "factory-factory.workspace.git-watches=40",
      "factory-factory.workspace.git-sweep=100ms",
      "factory-factory.workspace.git-refresh=1s"
    })
@Import(WorkspaceTestSupport.class)
class GitFreshnessIntegrationTests {

  private static final int MANY = 60;

  private final ProjectFacade projects;
  private final WorkspaceFacade workspaces;
  private final GitFacets facets;
  private final GitWatches watches;
  private final GitSweep sweep;
  private final MeterRegistry meters;
  private GitFixture fixture = new GitFixture();
  private ProjectId project = ProjectId.random();

  GitFreshnessIntegrationTests(
      ProjectFacade projects,
      WorkspaceFacade workspaces,
      GitFacets facets,
      GitWatches watches,
      GitSweep sweep,
      MeterRegistry meters) {
    this.projects = projects;
    this.workspaces = workspaces;
    this.facets = facets;
    this.watches = watches;
    this.sweep = sweep;
    this.meters = meters;
  }

  @BeforeEach
  void start() {
    fixture.close();
    fixture = new GitFixture();
    GitFixture.write(fixture.root, "README.md", "hello\n");
    GitFixture.write(fixture.root, "src/deep/Main.java", "one\ntwo\nthree\nfour\nfive\n");
    fixture.commit(fixture.root, "Start");
    project = projects.add(fixture.root.toString()).id();
  }

  /** All is put away, so that no test finds the watches of another. */
  @AfterEach
  void end() {
    for (var workspace : workspaces.list(project, false)) {
      eventually().ignoreExceptions().until(() -> workspaces.archive(workspace.id()) != null);
    }
    eventually().untilAsserted(() -> assertThat(workspaces.list(project, false)).isEmpty());
    eventually().ignoreExceptions().untilAsserted(fixture::close);
  }

  /** A workspace that is ready, read, and left in peace. */
  private WorkspaceId ready() {
    var request = new NewWorkspace("work", null, null, null, null, null);
    var id = workspaces.create(project, request).id();
    eventually().until(() -> workspaces.get(id).status() == WorkspaceStatus.READY);
    settle(id);
    return id;
  }

  private void settle(WorkspaceId id) {
    eventually()
        .until(
            () -> {
              var reading = facets.readings().get(id);
              return reading != null && reading.settled() && reading.holds();
            });
  }

  private Path worktree(WorkspaceId id) {
    return Path.of(workspaces.get(id).worktreePath());
  }

  private void follows(WorkspaceId id, Predicate<GitFacet> expected) {
    eventually()
        .until(
            () ->
                workspaces.gitFacets(project).stream()
                    .filter(facet -> facet.workspaceId().equals(id))
                    .anyMatch(expected));
  }

  private double processes() {
    return meters.find("factory-factory.git.processes").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  @Test
  void aCommitInTheUsersTerminal() {
    var id = ready();
    var head = fixture.commit(worktree(id), "By hand");
    follows(id, git -> head.equals(git.head()) && git.ahead() == 1);
  }

  @Test
  void aFileSavedInANestedFolder() {
    var id = ready();
    assertThat(watches.covers(id)).isTrue();
    GitFixture.write(worktree(id), "src/deep/Main.java", "one\ntwo\n3\nfour\nfive\n");
    follows(id, git -> git.uncommitted() == 1 && git.additions() == 1 && git.deletions() == 1);
  }

  @Test
  void aNewFolderAndThenAFileInIt() throws IOException {
    var id = ready();
    var folder = Files.createDirectories(worktree(id).resolve("new/deeper"));
    settle(id);
    Files.writeString(folder.resolve("file.txt"), "1\n2\n");
    follows(id, git -> git.files() == 1 && git.additions() == 2);
    settle(id);
    Files.writeString(folder.resolve("file.txt"), "1\n2\n3\n");
    follows(id, git -> git.additions() == 3);
  }

  @Test
  void aRenameAndADeletion() throws IOException {
    var id = ready();
    var worktree = worktree(id);
    Files.move(worktree.resolve("src/deep/Main.java"), worktree.resolve("Moved.java"));
    follows(id, git -> git.files() == 1 && git.additions() == 0 && git.uncommitted() == 2);
    Files.delete(worktree.resolve("README.md"));
    follows(id, git -> git.files() == 2 && git.deletions() == 1);
    FileTrees.delete(worktree.resolve("src"));
    Files.delete(worktree.resolve("Moved.java"));
    follows(id, git -> git.files() == 2 && git.deletions() == 6);
  }

  @Test
  void anotherBranch() {
    var id = ready();
    fixture.git.run(worktree(id), "checkout", "--quiet", "-b", "other");
    follows(id, git -> "other".equals(git.branch()));
    assertThat(workspaces.get(id).branch()).isEqualTo("other");
    fixture.git.run(worktree(id), "checkout", "--quiet", "--detach");
    follows(id, git -> git.branch() == null);
  }

  @Test
  void aBranchMovedFromElsewhere() {
    var id = ready();
    var commit = fixture.commit(fixture.root, "To be taken over");
    fixture.git.run(fixture.root, "update-ref", "refs/heads/ff/work", commit);
    follows(id, git -> commit.equals(git.head()));
  }

  @Test
  void theBaseBranchMovesAndNobodyReadsForIt() {
    var first = ready();
    var second = ready();
    var readings = facets.readings().get(first);
    fixture.commit(fixture.root, "Base moved on");
    follows(first, git -> git.behind() == 1);
    follows(second, git -> git.behind() == 1);
    fixture.git.run(fixture.root, "pack-refs", "--all");
    fixture.commit(fixture.root, "And once more");
    follows(second, git -> git.behind() == 2);
    assertThat(facets.readings().get(first))
        .as("the worktree itself was not read again")
        .extracting(GitReading::trace)
        .isSameAs(readings == null ? null : readings.trace());
  }

  @Test
  void aCommitInOneWorktreeReadsNoOther() {
    var one = ready();
    var other = ready();
    var before = facets.readings().get(other);
    var head = fixture.commit(worktree(one), "Mine alone");
    follows(one, git -> head.equals(git.head()));
    settle(one);
    assertThat(facets.readings().get(other)).isSameAs(before);
  }

  @Test
  void moreFoldersThanMayBeWatchedAreSwept() {
    var id = ready();
    for (int i = 0; i < MANY; i++) {
      GitFixture.write(worktree(id), "many/" + i + "/file.txt", "1\n");
    }
    follows(id, git -> git.files() == MANY);
    settle(id);
    assertThat(watches.covers(id)).isFalse();
    assertThat(watches.count()).isLessThanOrEqualTo(40);
    GitFixture.write(worktree(id), "many/7/file.txt", "2\n3\n");
    follows(id, git -> git.additions() == MANY + 1);
  }

  @Test
  void moreHappensAtOnceThanIsTold() {
    var id = ready();
    assertThat(watches.covers(id)).isTrue();
    for (int i = 0; i < 3_000; i++) {
      GitFixture.write(worktree(id), "src/" + i + ".txt", "1\n");
    }
    follows(id, git -> git.files() == 3_000 && git.additions() == 3_000);
  }

  @Test
  void aWorkspaceThatIsPutAwayLetsGo() {
    var id = ready();
    assertThat(meters.get("factory-factory.git.watches").gauge().value()).isPositive();
    workspaces.archive(id);
    eventually().until(() -> workspaces.get(id).status() == WorkspaceStatus.ARCHIVED);
    eventually()
        .untilAsserted(
            () -> assertThat(meters.get("factory-factory.git.watches").gauge().value()).isZero());
    assertThat(facets.readings()).isEmpty();
  }

  @Test
  void anUnchangedWorktreeStartsNoGit() {
    var id = ready();
    var before = processes();
    var sweeps = meters.get("factory-factory.git.sweep").timer().count();
    workspaces.gitMayHaveChanged(id);
    fixture.git.run(worktree(id), "status");
    eventually().until(() -> meters.get("factory-factory.git.sweep").timer().count() > sweeps + 15);
    assertThat(processes()).isEqualTo(before);
  }

  @Test
  void aNewWorkspaceTakesThreeGitsAndAFirstReading() {
    ready();
    var before = processes();
    ready();
    assertThat(processes() - before)
        .as("update-ref, worktree add, checkout, status, and a reading more if it was quick")
        .isLessThanOrEqualTo(5);
  }

  @Test
  void afterAStartEverythingIsReadOnce() {
    var id = ready();
    GitFixture.write(worktree(id), "new.txt", "1\n");
    follows(id, git -> git.files() == 1);
    settle(id);
    facets.forget(id);
    assertThat(workspaces.gitFacets(project)).isEmpty();
    sweep.tick();
    follows(id, git -> git.files() == 1);
  }

  @Test
  void aWorktreeThatIsGoneSaysSo() throws IOException {
    var id = ready();
    var link = worktree(id).resolve(".git");
    var content = Files.readString(link);
    Files.delete(link);
    follows(id, git -> git.problem() != null);
    Files.writeString(link, content);
    follows(id, git -> git.problem() == null);
  }
}
