package dev.factoryfactory.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.github.PullRequestReader.Seen;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class SeenTests {

  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"oid\": \"a1\", \"statusCheckRollup\": null}                          | ALL",
        "{\"oid\": \"a1\", \"statusCheckRollup\": {\"contexts\": {\"nodes\": []}}} | ALL",
        "{\"oid\": \"a1\", \"statusCheckRollup\": {\"contexts\": {}}}              | NONE",
        "{\"oid\": \"a1\", \"statusCheckRollup\": {}}                              | NONE",
        "{\"oid\": \"a1\"}                                                         | NONE",
        "{\"oid\": \"b2\", \"statusCheckRollup\": null}                            | NONE",
        "{}                                                                        | NONE"
      })
  void whatIsLeftOutOfAnAnswerIsNotNothing(String commit, Seen seen) {
    var reading = PullRequestReading.of(JSON.readTree("{\"headRefOid\": \"a1\"}"));

    assertThat(Seen.of(reading, JSON.readTree(commit))).isEqualTo(seen);
  }
}
