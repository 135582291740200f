package dev.factoryfactory.github.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.factoryfactory.demo.github.LocalGitHub;
import dev.factoryfactory.demo.github.LocalGitHub.Fault;
import dev.factoryfactory.github.api.GitHubFailure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubApiTests {

  private static final String HOST = "git.acme.test";
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
  private final AtomicReference<String> token = new AtomicReference<>("one");
  private LocalGitHub gitHub;
  private GitHubApi api;

  GitHubApiTests() throws IOException {
    gitHub = LocalGitHub.start(clock, "one");
    gitHub.add("acme", "shop", Path.of("unused"));
    api =
        new GitHubApi(
            name -> GitHubHost.at(name, gitHub.restUrl()),
            (_, _) -> Optional.of(token.get()),
            clock);
  }

  @BeforeEach
  void nothingWasAsked() {
    assertThat(gitHub.asked()).isEmpty();
  }

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void anAnswerThatDidNotChangeCostsNothing() throws GitHubFailure {
    var first = api.get(HOST, "repos/acme/shop");
    var second = api.get(HOST, "repos/acme/shop");

    assertThat(second).isEqualTo(first);
    assertThat(gitHub.asked())
        .extracting(LocalGitHub.Asked::conditional)
        .containsExactly(false, true);
    assertThat(api.limits()).singleElement().extracting(RateLimit::remaining).isEqualTo(4_999L);
  }

  @ParameterizedTest
  @CsvSource({
    "BAD_GATEWAY,UNAVAILABLE",
    "MALFORMED,UNAVAILABLE",
    "CUT,UNAVAILABLE",
    "PRIMARY_LIMIT,RATE_LIMITED",
    "SECONDARY_LIMIT,RATE_LIMITED"
  })
  void saysWhatWentWrong(Fault fault, Kind kind) {
    // Not once: the HTTP client itself repeats a question whose connection was cut.
    gitHub.failAlways(fault);

    assertThatExceptionOfType(GitHubFailure.class)
        .isThrownBy(() -> api.get(HOST, "repos/acme/shop"))
        .extracting(GitHubFailure::kind)
        .isEqualTo(kind);
  }

  @Test
  void staysAwayAsLongAsItWasTold() {
    gitHub.fail(Fault.SECONDARY_LIMIT);

    assertThatExceptionOfType(GitHubFailure.class)
        .isThrownBy(() -> api.get(HOST, "repos/acme/shop"))
        .satisfies(
            failure ->
                assertThat(failure.retryAt())
                    .isBetween(NOON.plusSeconds(60), NOON.plusSeconds(66)));
    assertThatExceptionOfType(GitHubFailure.class)
        .isThrownBy(() -> api.get(HOST, "repos/acme/shop"));
    assertThat(gitHub.asked()).hasSize(1);
  }

  @Test
  void aTokenThatWasRenewedIsTakenUp() throws GitHubFailure {
    gitHub.renewToken("two");
    assertThatExceptionOfType(GitHubFailure.class)
        .isThrownBy(() -> api.get(HOST, "repos/acme/shop"))
        .extracting(GitHubFailure::kind)
        .isEqualTo(Kind.UNAUTHORIZED);

    token.set("two");

    assertThat(api.get(HOST, "repos/acme/shop").path("full_name").asString())
        .isEqualTo("acme/shop");
  }

  @Test
  void changesOfAHostAreMadeASecondApart() throws GitHubFailure {
    var now = new AtomicReference<>(NOON);
    var waits = new ArrayList<Duration>();
    var paced =
        new GitHubApi(
            name -> GitHubHost.at(name, gitHub.restUrl()),
            (_, _) -> Optional.of(token.get()),
            new InstantClock(now),
            wait -> {
              waits.add(wait);
              now.set(now.get().plus(wait));
            });
    var path = "repos/acme/shop/issues/1/comments";

    assertThatExceptionOfType(GitHubFailure.class)
        .isThrownBy(() -> paced.send(HOST, "POST", path, Map.of("body", "one")));
    assertThat(waits).isEmpty();
    paced.get(HOST, "repos/acme/shop");
    paced.query(HOST, "query Thread($id: ID!) { node(id: $id) { id } }", Map.of("id", "none"));
    assertThat(waits).isEmpty();

    now.set(NOON.plusMillis(400));
    assertThatExceptionOfType(GitHubFailure.class)
        .isThrownBy(
            () -> paced.mutate(HOST, "mutation Ready($id: ID!) { ready }", Map.of("id", "none")));
    assertThatExceptionOfType(GitHubFailure.class)
        .isThrownBy(() -> paced.send("other.test", "POST", path, Map.of("body", "two")));
    assertThat(waits).containsExactly(Duration.ofMillis(600));

    assertThatExceptionOfType(GitHubFailure.class)
        .isThrownBy(() -> paced.send(HOST, "POST", path, Map.of("body", "three")));
    assertThat(waits).containsExactly(Duration.ofMillis(600), Duration.ofSeconds(1));

    now.set(NOON.plusSeconds(60));
    assertThatExceptionOfType(GitHubFailure.class)
        .isThrownBy(() -> paced.send(HOST, "POST", path, Map.of("body", "four")));
    assertThat(waits).hasSize(2);
  }

  @Test
  void aFieldThatTheServerDoesNotKnowIsNotAskedForAgain() throws GitHubFailure {
    var question =
        """
        query Thread($id: ID!) { node(id: $id) { ... on PullRequestReviewThread { ...Whose } } }
        fragment Whose on PullRequestReviewThread { fromTheFuture pullRequest { number alsoNew } }
        """;
    gitHub.lack("fromTheFuture", "alsoNew");

    api.query(HOST, question, Map.of("id", "none"));
    api.query(HOST, question, Map.of("id", "none"));

    assertThat(gitHub.asked()).hasSize(3);
    gitHub.lack("node");
    assertThatExceptionOfType(GitHubFailure.class)
        .isThrownBy(() -> api.query(HOST, question, Map.of("id", "none")))
        .satisfies(failure -> assertThat(failure.detail()).contains("Field 'node'"));
  }

  private static final class InstantClock extends Clock {

    private final AtomicReference<Instant> now;

    private InstantClock(AtomicReference<Instant> now) {
      this.now = now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }

  @Test
  void aHostWithoutATokenIsNeverAsked() {
    var stranger =
        new GitHubApi(
            name -> GitHubHost.at(name, gitHub.restUrl()), (_, _) -> Optional.empty(), clock);

    assertThatExceptionOfType(GitHubFailure.class)
        .isThrownBy(() -> stranger.get("evil.test", "repos/acme/shop"))
        .extracting(GitHubFailure::kind)
        .isEqualTo(Kind.NO_CREDENTIALS);
    assertThat(gitHub.asked()).isEmpty();
  }
}
