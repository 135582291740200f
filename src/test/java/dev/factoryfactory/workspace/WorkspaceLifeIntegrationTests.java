package dev.factoryfactory.workspace;

import static dev.factoryfactory.workspace.WorkspaceTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.database.TestServer;
import dev.factoryfactory.workspace.WorkspaceState.Archived;
import dev.factoryfactory.workspace.WorkspaceState.Archiving;
import dev.factoryfactory.workspace.WorkspaceState.Provisioning;
import dev.factoryfactory.workspace.WorkspaceState.Purpose;
import dev.factoryfactory.workspace.WorkspaceState.Ready;
import dev.factoryfactory.workspace.WorkspaceTestSupport.RecordingRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.ContextConfiguration;

/** Workspaces from branch to archive, with every place in which a crash can leave them. */
@ApplicationModuleTest(
    mode = ApplicationModuleTest.BootstrapMode.STANDALONE,
    extraIncludes = {"platform", "kernel"})
@ContextConfiguration(initializers = TestServer.class)
@Import(WorkspaceTestSupport.class)
class WorkspaceLifeIntegrationTests {

  private final ProjectFacade projects;
  private final WorkspaceFacade workspaces;
  private final WorkspaceStore store;
  private final WorkspaceWork work;
  private final Keeper keeper;
  private final Worktrees worktrees;
  private final Restorer restorer;
  private final RecordingRuntime runtime;
  private GitFixture fixture = new GitFixture();
  private ProjectId project = ProjectId.random();

  WorkspaceLifeIntegrationTests(
      ProjectFacade projects,
      WorkspaceFacade workspaces,
      WorkspaceStore store,
      WorkspaceWork work,
      Keeper keeper,
      Worktrees worktrees,
      Restorer restorer,
      RecordingRuntime runtime) {
    this.projects = projects;
    this.workspaces = workspaces;
    this.store = store;
    this.work = work;
    this.keeper = keeper;
    this.worktrees = worktrees;
    this.restorer = restorer;
    this.runtime = runtime;
  }

  @BeforeEach
  void start() {
    fixture.close();
    fixture = new GitFixture();
    GitFixture.write(fixture.root, "README.md", "hello\n");
    fixture.commit(fixture.root, "Start");
    project = projects.add(fixture.root.toString()).id();
  }

  @AfterEach
  void end() {
    runtime.refusesToStop = false;
    runtime.whenReady = _ -> {};
    // Background readings may still write into the repository while it is removed.
    eventually().ignoreExceptions().untilAsserted(fixture::close);
  }

  private static NewWorkspace named(@Nullable String name) {
    return new NewWorkspace(name, null, null, null, null, null);
  }

  private Workspace ready(String name) {
    var id = workspaces.create(project, named(name)).id();
    return await(id, WorkspaceStatus.READY);
  }

  private Workspace await(WorkspaceId id, WorkspaceStatus status) {
    return eventually().until(() -> workspaces.get(id), found -> found.status() == status);
  }

  private Path worktree(WorkspaceId id) {
    return Path.of(workspaces.get(id).worktreePath());
  }

  private void script(String setup) {
    GitFixture.write(
        fixture.root,
        "factory-factory.json",
        "{\"scripts\": {\"setup\": \"%s\"}}".formatted(setup));
    fixture.commit(fixture.root, "Set up");
  }

  @Test
  void changesAtTheSameTimeAreAllMade() throws Exception {
    var id = ready("Busy").id();
    var before = workspaces.get(id).version();
    try (var threads = Executors.newFixedThreadPool(4)) {
      var changes = new ArrayList<Callable<Workspace>>();
      for (int i = 0; i < 40; i++) {
        var name = "Busy " + i;
        changes.add(() -> workspaces.change(id, new WorkspaceChange(name, null, null)));
      }
      for (var change : threads.invokeAll(changes)) {
        assertThat(change.get().name()).startsWith("Busy ");
      }
    }
    assertThat(workspaces.get(id).version()).isGreaterThanOrEqualTo(before + 40);
  }

  @Test
  void aWorkspaceBecomesReadyOnItsOwnBranch() {
    var workspace = ready("Fix the login");
    assertThat(workspace.branch()).isEqualTo("ff/fix-the-login");
    assertThat(Path.of(workspace.worktreePath()).resolve("README.md")).hasContent("hello");
  }

  @Test
  void manyOfOneNameAtOnceGetBranchesOfTheirOwn() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var made =
          threads.invokeAll(
              IntStream.range(0, 16)
                  .<Callable<WorkspaceId>>mapToObj(
                      _ -> () -> workspaces.create(project, named("Same")).id())
                  .toList());
      var branches = new HashSet<String>();
      for (var id : made) {
        branches.add(String.valueOf(await(id.get(), WorkspaceStatus.READY).branch()));
      }
      assertThat(branches).hasSize(16);
    }
  }

  @Test
  void thePromptIsStoredWithTheWorkspaceOrNeither() {
    workspaces.create(project, new NewWorkspace(null, "Make it fast.", null, null, "x", null));
    assertThat(runtime.prompts).contains("x: Make it fast.");
    var before = workspaces.list(project, false).size();
    assertThatThrownBy(
            () ->
                workspaces.create(project, new NewWorkspace("n", "refuse", null, null, null, null)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(workspaces.list(project, false)).hasSize(before);
  }

  @Test
  void aFailedSetUpScriptWarnsAndCanBeRunAgain() {
    script("echo looking; test -e ok");
    var workspace = ready("Needs a file");
    assertThat(workspace.setup().state()).isEqualTo(SetupState.FAILED);
    assertThat(workspace.error())
        .isNotNull()
        .returns(ErrorCode.SETUP_FAILED, WorkspaceProblem::code);
    assertThat(workspaces.setupLog(workspace.id(), 0).output()).contains("looking");

    GitFixture.write(Path.of(workspace.worktreePath()), "ok", "");
    workspaces.retry(workspace.id());
    var again =
        eventually()
            .until(
                () -> workspaces.get(workspace.id()),
                found -> found.setup().state() == SetupState.SUCCEEDED);
    assertThat(again.error()).isNull();
  }

  @Test
  void aWorkspaceCanBePutAwayWhileItsSetUpScriptRuns() {
    script("echo started; sleep 600");
    var id = workspaces.create(project, named("Slow")).id();
    eventually().until(() -> workspaces.setupLog(id, 0).output().contains("started"));
    workspaces.archive(id);
    await(id, WorkspaceStatus.ARCHIVED);
    assertThat(
            ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains("sleep 600")))
        .isEmpty();
  }

  @Test
  void archiveAndRestoreBringBackEverything() {
    var id = ready("Round trip").id();
    GitFixture.write(worktree(id), "new.txt", "mine");
    GitFixture.write(worktree(id), "README.md", "changed");
    var files = GitFixture.picture(worktree(id));
    workspaces.archive(id);
    await(id, WorkspaceStatus.ARCHIVED);
    assertThat(runtime.stopped).contains(id);
    assertThat(worktree(id)).doesNotExist();
    workspaces.restore(id);
    assertThat(await(id, WorkspaceStatus.READY).branch()).isEqualTo("ff/round-trip");
    assertThat(GitFixture.picture(worktree(id))).isEqualTo(files);
  }

  @Test
  void aRequestThatMeetsTheEndOfTheWorkBeforeItIsNotForgotten() {
    runtime.whenReady = workspaces::archive;
    var id = workspaces.create(project, named("Gone at once")).id();
    await(id, WorkspaceStatus.ARCHIVED);
  }

  @Test
  void aFailureBeforeAnythingIsRemovedLeadsBack() {
    var id = ready("Does not end").id();
    runtime.refusesToStop = true;
    workspaces.archive(id);
    var back = eventually().until(() -> workspaces.get(id), found -> found.error() != null);
    assertThat(back.status()).isEqualTo(WorkspaceStatus.READY);
    assertThat(worktree(id).resolve("README.md")).exists();
  }

  @Test
  void deletingUnmergedWorkSaysWhatWouldBeLost() {
    var id = ready("Unmerged").id();
    GitFixture.write(worktree(id), "committed.txt", "x");
    fixture.commit(worktree(id), "Work");
    GitFixture.write(worktree(id), "open.txt", "x");
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> workspaces.delete(id, false))
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.WOULD_LOSE_WORK);
              assertThat(refusal.facts().get("losses"))
                  .isEqualTo(Map.of("unmergedCommits", 1, "uncommittedFiles", 1));
            });
    workspaces.delete(id, true);
    eventually()
        .untilAsserted(
            () ->
                assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> workspaces.get(id))
                    .extracting(DomainException::code)
                    .isEqualTo(ErrorCode.NOT_FOUND));
    assertThat(fixture.git.run(fixture.root, "cat-file", "-t", Keeper.ref(id)).strip())
        .as("what was deleted can still be found in git")
        .isEqualTo("commit");
  }

  @Test
  void stepsThatDoNotFollowAreRefused() {
    var id = ready("Ready").id();
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> workspaces.restore(id))
        .extracting(DomainException::code)
        .isEqualTo(ErrorCode.INVALID_STATE);
  }

  @Test
  void aLateResultOfAnEarlierRunIsRefused() {
    var id = ready("Late").id();
    var first = new Provisioning(1, Purpose.SET_UP_AGAIN);
    store.change(id, new Ready(), (row, now) -> row.moveTo(first, now));
    store.change(id, first, (row, now) -> row.moveTo(first.again(), now));
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> store.change(id, first, (row, now) -> row.moveTo(first.succeed(), now)))
        .extracting(DomainException::code)
        .isEqualTo(ErrorCode.CONFLICT);
  }

  @Test
  void provisioningIsTakenUpFromWhereverItWasKilled() throws IOException {
    for (int step = 0; step <= 4; step++) {
      var id = killedProvisioning(step);
      work.recover();
      var workspace = await(id, WorkspaceStatus.READY);
      assertThat(worktree(id).resolve("README.md")).as("step %s", step).exists();
      assertThat(workspace.branch()).as("step %s", step).isEqualTo("ff/killed-" + step);
      assertThat(fixture.git.run(fixture.root, "branch", "--list", "ff/killed-" + step + "-*"))
          .as("no branch is left over")
          .isBlank();
    }
  }

  /** A workspace as a server leaves it that is killed after so many steps. */
  private WorkspaceId killedProvisioning(int steps) throws IOException {
    var id = ready("Killed " + steps).id();
    var row = store.find(id);
    var worktree = row.worktree();
    worktrees.remove(fixture.root, worktree);
    fixture.git.run(fixture.root, "branch", "-D", "ff/killed-" + steps);
    var begun = new Provisioning(1, Purpose.CREATE);
    // Put away without anything kept and taken up again: a worktree is planned and not made.
    store.change(
        id,
        new Ready(),
        (stored, now) -> {
          stored.moveTo(new Archived(null), now);
          stored.moveTo(begun, now);
        });
    if (steps == 0) {
      store.change(id, begun, (stored, now) -> stored.dropPlan(now));
    }
    if (steps >= 2) {
      fixture.git.run(fixture.root, "branch", "ff/killed-" + steps, "main");
    }
    if (steps == 3) {
      GitFixture.write(worktree, "half", "made");
    }
    if (steps == 4) {
      fixture.git.run(
          fixture.root, "worktree", "add", "--quiet", worktree.toString(), "ff/killed-4");
      Files.delete(worktree.resolve("README.md"));
    }
    return id;
  }

  @Test
  void archivingIsTakenUpFromWhereverItWasKilled() throws IOException {
    for (int step = 0; step <= 4; step++) {
      var id = ready("Put away " + step).id();
      GitFixture.write(worktree(id), "mine.txt", "step " + step);
      var files = GitFixture.picture(worktree(id));
      killedArchiving(id, step);
      work.recover();
      await(id, WorkspaceStatus.ARCHIVED);
      assertThat(worktree(id)).doesNotExist();
      workspaces.restore(id);
      await(id, WorkspaceStatus.READY);
      assertThat(GitFixture.picture(worktree(id))).as("step %s", step).isEqualTo(files);
    }
  }

  private void killedArchiving(WorkspaceId id, int steps) throws IOException {
    var begun = new Archiving(new Ready(), Purpose.ARCHIVE, false, null);
    var worktree = worktree(id);
    store.change(id, new Ready(), (row, now) -> row.moveTo(begun, now));
    if (steps == 0) {
      return;
    }
    var kept = begun.keep(keeper.keep(fixture.root, id, worktree));
    if (steps == 1) {
      return;
    }
    store.change(id, begun, (row, now) -> row.moveTo(kept, now));
    if (steps == 3) {
      Files.move(worktree, worktree.resolveSibling(".removed-" + worktree.getFileName()));
    }
    if (steps == 4) {
      worktrees.remove(fixture.root, worktree);
    }
  }

  @Test
  void aRestoreIsTakenUpWhereItWasKilled() throws IOException {
    var id = ready("Back").id();
    GitFixture.write(worktree(id), "mine.txt", "mine");
    var files = GitFixture.picture(worktree(id));
    workspaces.archive(id);
    await(id, WorkspaceStatus.ARCHIVED);
    var row = store.find(id);
    var begun = new Provisioning(1, Purpose.RESTORE);
    store.change(id, row.state(), (stored, now) -> stored.moveTo(begun, now));
    restorer.restore(fixture.root, String.valueOf(row.keptCommit()), row.worktree());
    Files.delete(row.worktree().resolve("mine.txt"));

    work.recover();

    await(id, WorkspaceStatus.READY);
    assertThat(GitFixture.picture(worktree(id))).isEqualTo(files);
  }

  @Test
  void aProvisioningThatKeepsBeingKilledWaitsForAPerson() {
    var id = ready("Unlucky").id();
    var last = new Provisioning(3, Purpose.CREATE);
    store.change(id, new Ready(), (row, now) -> row.moveTo(last, now));
    work.recover();
    assertThat(await(id, WorkspaceStatus.FAILED).error())
        .isNotNull()
        .returns(ErrorCode.INTERRUPTED, WorkspaceProblem::code);
  }

  @Test
  void gitFactsFollowTheWork() {
    var id = ready("Facts").id();
    GitFixture.write(worktree(id), "one.txt", "1\n2\n");
    workspaces.gitMayHaveChanged(id);
    var facet =
        eventually()
            .until(
                () ->
                    workspaces.gitFacets(project).stream()
                        .filter(found -> found.workspaceId().equals(id))
                        .findFirst(),
                found -> found.filter(git -> git.additions() == 2).isPresent())
            .orElseThrow();
    assertThat(facet.uncommitted()).isEqualTo(1);
    assertThat(facet.branch()).isEqualTo("ff/facts");
    assertThat(facet.merged()).isFalse();
  }
}
