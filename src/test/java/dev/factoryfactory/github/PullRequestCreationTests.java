package dev.factoryfactory.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PullRequestCreationTests {

  private static final Optional<Integer> ISSUE = Optional.of(12);
  private static final String FULL = "x".repeat(65_536);

  @Test
  void theIssueIsClosedOnce() {
    assertThat(PullRequestCreation.closing(Optional.empty(), "Why")).isEqualTo("Why");
    assertThat(PullRequestCreation.closing(ISSUE, "Why")).isEqualTo("Why\n\nCloses #12");
    assertThat(PullRequestCreation.closing(ISSUE, " ")).isEqualTo("Closes #12");
    assertThat(PullRequestCreation.closing(ISSUE, "Closes #12.")).isEqualTo("Closes #12.");
    assertThat(PullRequestCreation.closing(ISSUE, "Closes #123")).endsWith("\n\nCloses #12");
  }

  @Test
  void aFullTextGivesWayToTheLineThatCloses() {
    assertThat(PullRequestCreation.closing(ISSUE, FULL))
        .hasSize(65_536)
        .endsWith("x…\n\nCloses #12");
    var faces = "\ud83d\ude00".repeat(32_768);
    var cut = PullRequestCreation.closing(ISSUE, faces);
    assertThat(cut.length()).isLessThanOrEqualTo(65_536);
    assertThat(new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(cut);
  }
}
