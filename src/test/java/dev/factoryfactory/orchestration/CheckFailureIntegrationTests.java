package dev.factoryfactory.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.demo.github.LocalPlan;
import dev.factoryfactory.demo.github.LocalRepository.LocalAnnotation;
import dev.factoryfactory.demo.github.LocalRepository.LocalCheck;
import dev.factoryfactory.demo.github.LocalRepository.LocalStep;
import dev.factoryfactory.github.CheckFailure;
import dev.factoryfactory.github.GitHubFacade;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is known of a check that failed, and which lines of its log are shown. */
@ServerTest(
    properties = {
      "factory-factory.github.active=1h",
      "factory-factory.github.settled=1h",
      "factory-factory.github.log-patience=600ms"
    })
class CheckFailureIntegrationTests extends PullRequestFixture {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final String LOG =
      """
      2026-11-24T12:00:00.1Z ##[group]Run actions/checkout@v4
      2026-11-24T12:00:00.2Z ##[endgroup]
      2026-11-24T12:00:05.1Z ##[group]Run npm test
      2026-11-24T12:00:05.2Z ##[endgroup]
      2026-11-24T12:00:06.3Z \u001b[31mexpected 1 but was 2\u001b[0m
      2026-11-24T12:00:06.4Z token ghp_0123456789abcdefghijABCDEFGHIJ012345
      2026-11-24T12:00:06.5Z ##[error]Process completed with exit code 1.
      2026-11-24T12:00:07.1Z Post job cleanup.
      """;

  private final GitHubFacade gitHub;

  CheckFailureIntegrationTests(
      ServerClient server, @LocalServerPort int port, GitHubFacade gitHub) {
    super(server, port);
    this.gitHub = gitHub;
  }

  private static LocalCheck failed(long id, int attempt, String log) {
    return new LocalCheck(id, "test", "COMPLETED", "FAILURE", log)
        .of("ci", 7_000, attempt)
        .with(
            List.of(
                new LocalStep("Run actions/checkout@v4", "success", NOON, NOON.plusSeconds(4)),
                new LocalStep("Run npm test", "failure", NOON.plusSeconds(5), NOON.plusSeconds(7)),
                new LocalStep("Post job", "success", NOON.plusSeconds(7), NOON.plusSeconds(7))),
            List.of(new LocalAnnotation("failure", "Test", "expected 1 but was 2")));
  }

  private CheckFailure failure(long check) {
    return gitHub.failure(WorkspaceId.parse(workspace), String.valueOf(check));
  }

  @Test
  void gathersWhatAFailureCanBeComparedWith() throws Exception {
    deeds().commit("main", "a.txt", "theirs");
    deeds().commit("fix-login", "b.txt", "ours");
    repository.checks(
        repository.head("main"),
        List.of(failed(7_900, 1, "it fails there too").of("ci", 7_899, 1)));
    repository.checks(
        repository.head("fix-login"),
        List.of(
            failed(7_001, 1, LOG),
            new LocalCheck(7_002, "lint", "COMPLETED", "SUCCESS", "fine").of("ci", 7_000, 1)));
    link();

    var failure = failure(7_001);

    assertThat(failure.outcome()).isEqualTo("FAILURE");
    assertThat(failure.headSha()).isEqualTo(repository.head("fix-login"));
    assertThat(failure.runner()).isTrue();
    assertThat(failure.steps()).extracting(CheckFailure.Step::conclusion).contains("FAILURE");
    assertThat(failure.annotations())
        .extracting(CheckFailure.Annotation::text)
        .containsExactly("Test: expected 1 but was 2");
    assertThat(failure.siblings()).containsExactly(new CheckFailure.Sibling("lint", "SUCCESS"));
    var base = Objects.requireNonNull(failure.base());
    assertThat(base.conclusion()).isEqualTo("FAILURE");
    assertThat(text(base.log())).isEqualTo("it fails there too");
    assertThat(text(failure.log())).isEqualTo(LOG);
    assertThat(failure.attempts()).isEmpty();
  }

  @Test
  void knowsEarlierAttemptsOnTheSameHead() {
    repository.script(
        (LocalPlan.Script)
            (_, attempt) ->
                List.of(LocalPlan.of("test", "FAILURE", Duration.ZERO, "attempt " + attempt)));
    link();
    var first = details().path("checks").path(0).path("id").asString();
    assertThat(server.post(path("/rerun"), null).status()).isEqualTo(200);
    var second = details().path("checks").path(0).path("id").asString();
    assertThat(second).isNotEqualTo(first);

    var failure = failure(Long.parseLong(second));

    assertThat(failure.attempts()).hasSize(1);
    assertThat(failure.attempts().getFirst().conclusion()).isEqualTo("FAILURE");
    assertThat(text(Objects.requireNonNull(failure.attempts().getFirst().failedLog())))
        .isEqualTo("attempt 1");
    assertThat(text(failure.log())).isEqualTo("attempt 2");
  }

  @Test
  void anotherRunOfTheWorkflowOnThisHeadIsAnAttemptToo() throws Exception {
    repository.checks(
        repository.head("fix-login"),
        List.of(
            new LocalCheck(7_601, "test", "COMPLETED", "SUCCESS", "fine").of("ci", 7_600, 1),
            new LocalCheck(7_602, "test", "COMPLETED", "SUCCESS", "").of("nightly", 7_610, 1),
            failed(7_603, 1, LOG)));
    link();

    assertThat(failure(7_603).attempts())
        .extracting(CheckFailure.Attempt::conclusion)
        .containsExactly("SUCCESS");
  }

  @Test
  void showsTheFailedStepWithoutColoursAndSecrets() throws Exception {
    repository.checks(repository.head("fix-login"), List.of(failed(7_101, 1, LOG)));
    link();

    var log = server.get(path("/checks/7101/log")).json();

    assertThat(log.path("step").asString()).isEqualTo("Run npm test");
    assertThat(log.path("lines"))
        .extracting(line -> line.path("number").asInt() + " " + line.path("text").asString())
        .containsExactly(
            "3 Run npm test",
            "5 expected 1 but was 2",
            "6 token ***",
            "7 Error: Process completed with exit code 1.");
    assertThat(log.path("total").asInt()).isEqualTo(8);
    assertThat(log.path("truncated").asBoolean()).isFalse();
    assertThat(log.path("steps").path(1).path("state").asString()).isEqualTo("FAILED");
  }

  @Test
  void showsTheEndOfALongLog() throws Exception {
    var log = "line\n".repeat(3_000) + "the last\n";
    repository.checks(
        repository.head("fix-login"),
        List.of(new LocalCheck(7_201, "test", "COMPLETED", "FAILURE", log)));
    link();

    var shown = server.get(path("/checks/7201/log")).json();

    assertThat(shown.path("step").isNull()).isTrue();
    assertThat(shown.path("lines")).hasSize(500);
    assertThat(shown.path("to").asInt()).isEqualTo(3_001);
    assertThat(shown.path("truncated").asBoolean()).isTrue();
  }

  @Test
  void showsWhatAnotherAppSaysOfItsCheck() throws Exception {
    repository.checks(
        repository.head("fix-login"),
        List.of(
            new LocalCheck(7_501, "coverage", "COMPLETED", "FAILURE", "It fell by 3 %")
                .of("", 0, 1)));
    link();

    assertThat(details().path("checks").path(0).path("workflow").isNull()).isTrue();
    assertThat(server.get(path("/checks/7501/log")).json().path("lines"))
        .extracting(line -> line.path("text").asString())
        .containsExactly("coverage", "It fell by 3 %");
    var failure = failure(7_501);
    assertThat(failure.steps()).isNull();
    assertThat(text(failure.log())).contains("It fell by 3 %");
    assertThat(
            server
                .post(path("/rerun"), null)
                .json()
                .path("checks")
                .path(0)
                .path("state")
                .asString())
        .isEqualTo("RUNNING");
  }

  @Test
  void keepsBeginningAndEndOfAHugeLog() throws Exception {
    var log = "first\n" + "x".repeat(99).concat("\n").repeat(120_000) + "last\n";
    repository.checks(
        repository.head("fix-login"),
        List.of(new LocalCheck(7_301, "test", "COMPLETED", "FAILURE", log)));
    link();

    var kept = text(failure(7_301).log());

    assertThat(kept.length()).isLessThan((8 << 20) + 100);
    assertThat(kept).startsWith("first\n").endsWith("last\n").contains("is left out");
  }

  @Test
  void saysWhenThereIsNoLogAndNoSuchCheck() throws Exception {
    repository.checks(
        repository.head("fix-login"),
        List.of(new LocalCheck(7_401, "test", "COMPLETED", "FAILURE", "")));
    link();

    assertThat(server.get(path("/checks/7401/log")).status()).isEqualTo(404);
    assertThat(server.get(path("/checks/..%2f..%2fuser/log")).status()).isIn(400, 404);
    assertThat(failure(7_401).log()).isEmpty();
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> failure(7_999))
        .extracting(DomainException::code)
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
