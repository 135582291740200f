package dev.factoryfactory.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.github.GitHubWorkspaces.Branch;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FoundPullRequestTests {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private static final Origin SHOP = new Origin("github.com", "acme", "shop");

  private final Branch old = branch("fix-login", 0, false);
  private final Branch young = branch("fix-login", 10, false);

  @Test
  void theNewestWorkspaceOfTheBranchGetsIt() {
    assertThat(match(List.of(old, young), open(1, "fix-login", 20)))
        .isEqualTo(Map.of(young.workspace(), url(1)));
  }

  @Test
  void aPullRequestFromBeforeTheWorkspaceIsAnothers() {
    assertThat(match(List.of(old, young), open(1, "fix-login", 5)))
        .isEqualTo(Map.of(old.workspace(), url(1)));
    assertThat(match(List.of(young), open(1, "fix-login", 5))).isEmpty();
  }

  @Test
  void unlessTheWorkspaceTookOverItsBranch() {
    var adopted = branch("fix-login", 10, true);

    assertThat(match(List.of(adopted), open(1, "fix-login", 5)))
        .isEqualTo(Map.of(adopted.workspace(), url(1)));
  }

  @Test
  void namesMustBeTheSameToTheLetter() {
    assertThat(match(List.of(old), open(1, "Fix-login", 5), open(2, "fix-login-2", 5))).isEmpty();
  }

  @Test
  void eachGoesToOneAndTheOldestComesFirst() {
    assertThat(match(List.of(old), open(2, "fix-login", 6), open(1, "fix-login", 5)))
        .isEqualTo(Map.of(old.workspace(), url(1)));
    assertThat(
            FoundPullRequest.match(List.of(old), List.of(open(1, "fix-login", 5)), Set.of(url(1))))
        .isEmpty();
  }

  @Test
  void aBranchOfThatNameInAnotherRepositoryIsAnothers() {
    var fork = new Origin("github.com", "mei", "shop");
    var ours = new Branch(old.workspace(), SHOP, fork, "fix-login", false, NOON);
    var theirs = new FoundPullRequest(url(2), "Mei/shop", "fix-login", true, NOON.plusSeconds(300));

    assertThat(match(List.of(ours), open(1, "fix-login", 5))).isEmpty();
    assertThat(match(List.of(old), theirs)).isEmpty();
    var gone = new FoundPullRequest(url(3), "", "fix-login", true, NOON.plusSeconds(300));
    assertThat(match(List.of(old, ours), gone)).isEmpty();
    assertThat(match(List.of(ours), theirs)).isEqualTo(Map.of(old.workspace(), url(2)));
  }

  @Test
  void oneThatWasMadeAndMergedSinceIsTakenWhereNoneIsOpen() {
    var adopted = branch("fix-login", 0, true);

    assertThat(match(List.of(old), merged(1, "fix-login", 5)))
        .isEqualTo(Map.of(old.workspace(), url(1)));
    assertThat(match(List.of(old), merged(1, "fix-login", 5), open(2, "fix-login", 6)))
        .isEqualTo(Map.of(old.workspace(), url(2)));
    assertThat(match(List.of(adopted), merged(1, "fix-login", -5))).isEmpty();
  }

  private static Map<WorkspaceId, PullRequestUrl> match(
      List<Branch> branches, FoundPullRequest... opened) {
    return FoundPullRequest.match(branches, List.of(opened), Set.of());
  }

  private static Branch branch(String name, int minute, boolean adopted) {
    return new Branch(
        new WorkspaceId(UUID.randomUUID()),
        SHOP,
        SHOP,
        name,
        adopted,
        NOON.plusSeconds(60L * minute));
  }

  private static FoundPullRequest open(int number, String branch, int minute) {
    return new FoundPullRequest(url(number), null, branch, true, NOON.plusSeconds(60L * minute));
  }

  private static FoundPullRequest merged(int number, String branch, int minute) {
    return new FoundPullRequest(url(number), null, branch, false, NOON.plusSeconds(60L * minute));
  }

  private static PullRequestUrl url(int number) {
    return new PullRequestUrl("github.com", "acme", "shop", number);
  }
}
