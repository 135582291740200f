package dev.factoryfactory.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.workspace.Branching.How;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way to a worktree's branch, each made for real. */
class BranchPlannerTests {

  private final GitFixture fixture = new GitFixture();
  private final Path root = fixture.root;

  @BeforeEach
  void start() {
    GitFixture.write(root, "README.md", "hello\n");
    fixture.commit(root, "Start");
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private Branching make(String name, Branching plan) throws IOException {
    fixture.worktrees.make(root, fixture.worktree(name), plan);
    return plan;
  }

  private String headOf(String worktree) {
    return fixture.git.run(fixture.worktree(worktree), "symbolic-ref", "--short", "HEAD").strip();
  }

  @Test
  void aNewBranchStartsAtTheBase() throws IOException {
    var plan = make("one", fixture.planner.plan(root, "Fix the login", "ff/", null, "main"));
    assertThat(plan.how()).isEqualTo(How.NEW);
    assertThat(plan.baseRef()).isEqualTo("refs/heads/main");
    assertThat(headOf("one")).isEqualTo("ff/fix-the-login");
  }

  @Test
  void aTakenNameGetsANumber() throws IOException {
    make("one", fixture.planner.plan(root, "Fix", "ff/", null, "main"));
    assertThat(fixture.planner.plan(root, "Fix", "ff/", null, "main").branch())
        .isEqualTo("ff/fix-2");
  }

  @Test
  void aBranchCalledLikeThePrefixDoesNotStandInTheWay() throws IOException {
    fixture.git.run(root, "branch", "ff");
    make("one", fixture.planner.plan(root, "Fix", "ff/", null, "main"));
    assertThat(headOf("one")).isEqualTo("ff-fix");
  }

  @Test
  void anExistingBranchIsUsedAsItIs() throws IOException {
    fixture.git.run(root, "branch", "feature");
    var plan = make("one", fixture.planner.plan(root, "x", "ff/", "feature", "main"));
    assertThat(plan.how()).isEqualTo(How.LOCAL);
    assertThat(headOf("one")).isEqualTo("feature");
  }

  @Test
  void aRemoteBranchGetsALocalOneThatFollowsIt() throws IOException {
    var clone = cloneWithRemoteBranch();
    var plan = fixture.planner.plan(clone, "x", "ff/", "origin/remote-only", "main");
    fixture.worktrees.make(clone, fixture.worktree("one"), plan);
    assertThat(plan.how()).isEqualTo(How.TRACK_REMOTE);
    var upstream =
        fixture.git.run(fixture.worktree("one"), "rev-parse", "--abbrev-ref", "@{upstream}");
    assertThat(upstream.strip()).isEqualTo("origin/remote-only");
  }

  @Test
  void aNewBranchStartsAtWhatTheRemoteHasNow() {
    var clone = cloneWithRemoteBranch();
    var newer = fixture.commit(root, "Newer at the remote");
    var plan = fixture.planner.plan(clone, "x", "ff/", null, "main");
    assertThat(plan.baseCommit()).isEqualTo(newer);
    assertThat(plan.baseRef()).isEqualTo("refs/remotes/origin/main");
  }

  @Test
  void commitsThatAreNotPushedYetArePartOfTheBase() {
    var clone = cloneWithRemoteBranch();
    var mine = fixture.commit(clone, "Not pushed");
    assertThat(fixture.planner.plan(clone, "x", "ff/", null, "main").baseCommit()).isEqualTo(mine);
  }

  @Test
  void aLocalBranchBehindItsRemoteIsMovedUp() throws IOException {
    var clone = cloneWithRemoteBranch();
    fixture.git.run(clone, "branch", "remote-only", "origin/remote-only");
    fixture.git.run(root, "checkout", "--quiet", "remote-only");
    var newer = fixture.commit(root, "Newer");
    var plan = fixture.planner.plan(clone, "x", "ff/", "remote-only", "main");
    fixture.worktrees.make(clone, fixture.worktree("one"), plan);
    assertThat(plan.how()).isEqualTo(How.FAST_FORWARD);
    assertThat(fixture.git.run(fixture.worktree("one"), "rev-parse", "HEAD").strip())
        .isEqualTo(newer);
  }

  @Test
  void aRepositoryWithoutACommitGivesAnUnbornBranch() throws IOException {
    try (var blank = new GitFixture()) {
      var plan = blank.planner.plan(blank.root, "First", "ff/", null, "main");
      blank.worktrees.make(blank.root, blank.worktree("one"), plan);
      assertThat(plan.how()).isEqualTo(How.UNBORN);
      var head = blank.git.run(blank.worktree("one"), "symbolic-ref", "--short", "HEAD").strip();
      assertThat(head).isEqualTo("ff/first");
      assertThat(blank.git.tryRun(blank.worktree("one"), "rev-parse", "--verify", "HEAD"))
          .matches(born -> !born.succeeded());
    }
  }

  @Test
  void aBranchThatIsCheckedOutElsewhereIsRefusedWithItsPlace() {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> fixture.planner.check(root, "main", null))
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.BRANCH_CHECKED_OUT);
              assertThat(refusal.facts()).containsEntry("checkedOutAt", root.toString());
            });
  }

  @Test
  void unknownAndMalformedBranchesAreRefused() {
    for (var name : new String[] {"nowhere", "-x", "a..b", "--upload-pack=evil", "a b", ""}) {
      assertThatExceptionOfType(DomainException.class)
          .as(name)
          .isThrownBy(() -> fixture.planner.check(root, name, null))
          .extracting(DomainException::code)
          .isEqualTo(ErrorCode.BRANCH_NOT_FOUND);
    }
  }

  private Path cloneWithRemoteBranch() {
    fixture.git.run(root, "branch", "remote-only");
    var clone = fixture.home.resolve("clone");
    fixture.git.run(fixture.home, "clone", "--quiet", root.toString(), clone.toString());
    fixture.git.run(clone, "config", "user.name", "Test");
    fixture.git.run(clone, "config", "user.email", "test@example.org");
    return clone;
  }
}
