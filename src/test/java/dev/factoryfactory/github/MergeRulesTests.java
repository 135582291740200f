package dev.factoryfactory.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class MergeRulesTests {

  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          OPEN   | PENDING | CLEAN     | -                 | -
          OPEN   | FAILURE | UNSTABLE  | -                 | -
          OPEN   | SUCCESS | HAS_HOOKS | -                 | -
          OPEN   | SUCCESS | BEHIND    | -                 | It has to be brought up to date with its base branch first.
          OPEN   | FAILURE | BLOCKED   | REVIEW_REQUIRED   | A review is required first.
          OPEN   | FAILURE | BLOCKED   | CHANGES_REQUESTED | A reviewer asked for changes.
          OPEN   | FAILURE | BLOCKED   | APPROVED          | A required check failed.
          OPEN   | PENDING | BLOCKED   | -                 | Required checks have not ended yet.
          OPEN   | SUCCESS | BLOCKED   | A_NEW_WORD        | The rules of its base branch don't allow it yet.
          OPEN   | SUCCESS | UNKNOWN   | -                 | GitHub is still working out whether it can be merged.
          OPEN   | SUCCESS | NEW_WORD  | -                 | GitHub is still working out whether it can be merged.
          DRAFT  | SUCCESS | CLEAN     | -                 | It is a draft.
          MERGED | SUCCESS | CLEAN     | -                 | It is merged.
          CLOSED | SUCCESS | CLEAN     | -                 | It is closed.
          """)
  void saysWhyNot(
      PullRequest.State state,
      PullRequest.Ci ci,
      String merging,
      @Nullable String review,
      @Nullable String reason) {
    var repository =
        JSON.createObjectNode().put("viewerPermission", "WRITE").put("squashMergeAllowed", true);
    repository
        .putObject("pullRequest")
        .put("mergeStateStatus", merging)
        .put("reviewDecision", review);
    var facts =
        new PullRequest.Facts(
            "t", state, "head", ci, PullRequest.Review.NONE, false, Instant.EPOCH);

    var merge = MergeRules.of(repository, facts);

    assertThat(merge.reason()).isEqualTo(reason);
    assertThat(merge.allowed()).isEqualTo(reason == null);
    assertThat(merge.methods()).containsExactly(MergeMethod.SQUASH);
  }
}
