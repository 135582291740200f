package dev.factoryfactory.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.demo.github.LocalGitHub.Fault;
import dev.factoryfactory.demo.github.LocalRepository.LocalCheck;
import dev.factoryfactory.demo.github.LocalRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** All there is to show of a pull request. */
@ServerTest(properties = {"factory-factory.github.active=1h", "factory-factory.github.settled=1h"})
class PullRequestDetailsIntegrationTests extends PullRequestFixture {

  PullRequestDetailsIntegrationTests(ServerClient server, @LocalServerPort int port) {
    super(server, port);
  }

  @AfterEach
  void hurry() {
    GITHUB.delay(Duration.ZERO);
  }

  @Test
  void showsChecksWithFailedOnesFirst() throws Exception {
    repository.rules(LocalRules.OPEN.requiring("build"));
    repository.checks(
        repository.head("fix-login"),
        List.of(
            new LocalCheck(11, "lint", "COMPLETED", "SUCCESS", "fine"),
            new LocalCheck(12, "build", "COMPLETED", "FAILURE", "no"),
            new LocalCheck(13, "docs", "COMPLETED", "A_NEW_WORD", ""),
            new LocalCheck(14, "deploy", "IN_PROGRESS", null, "")));
    link();

    var details = details();

    assertThat(details.path("checks"))
        .extracting(check -> check.path("name").asString() + " " + check.path("state").asString())
        .containsExactly("build FAILED", "docs UNKNOWN", "deploy RUNNING", "lint PASSED");
    var build = details.path("checks").path(0);
    assertThat(build.path("id").asString()).isEqualTo("12");
    assertThat(build.path("runId").asString()).isEqualTo("12");
    assertThat(build.path("workflow").asString()).isEqualTo("ci");
    assertThat(build.path("required").asBoolean()).isTrue();
    assertThat(build.path("hasLog").asBoolean()).isTrue();
    assertThat(details.path("checks").path(3).path("required").asBoolean()).isFalse();
    assertThat(details.path("ci").asString()).isEqualTo("FAILURE");
    assertThat(details.path("merge").path("allowed").asBoolean()).isFalse();
    assertThat(details.path("merge").path("reason").asString())
        .isEqualTo("A required check failed.");
    assertThat(facts().path("ci").asString()).isEqualTo("FAILURE");
  }

  @Test
  void showsWhatPeopleSaid() {
    var talk = repository.talk(pullRequest.number());
    talk.comment("ana", "Nice");
    talk.comment(null, "From an account that is gone");
    talk.comment("renovate[bot]", "Updated");
    talk.review("ana", "CHANGES_REQUESTED", "Please test it");
    talk.review("ana", "COMMENTED", "");
    talk.review("bo", "A_NEW_WORD", "What is this");
    var thread = talk.thread("ana", "src/a.txt", 7, "Why?");
    talk.deploy("preview", "SUCCESS", "https://old.example.org");
    talk.deploy("preview", "SUCCESS", "https://new.example.org");
    talk.deploy("trap", "SUCCESS", "javascript:alert(1)");
    link();

    var details = details();

    assertThat(details.path("comments"))
        .extracting(it -> it.path("author").asString(null))
        .containsExactly("ana", null, "renovate");
    assertThat(details.path("comments").path(2).path("bot").asBoolean()).isTrue();
    assertThat(details.path("reviews"))
        .extracting(it -> it.path("state").asString())
        .containsExactly("CHANGES_REQUESTED", "COMMENTED");
    assertThat(details.path("review").asString()).isEqualTo("CHANGES_REQUESTED");
    var shown = details.path("threads").path(0);
    assertThat(shown.path("id").asString()).isEqualTo(thread);
    assertThat(shown.path("line").asInt()).isEqualTo(7);
    assertThat(shown.path("side").asString()).isEqualTo("RIGHT");
    assertThat(shown.path("resolved").asBoolean()).isFalse();
    assertThat(shown.path("comments").path(0).path("mine").asBoolean()).isFalse();
    assertThat(details.path("previewUrls")).hasSize(1);
    assertThat(details.path("previewUrls").path(0).path("url").asString())
        .isEqualTo("https://new.example.org");
  }

  @Test
  void readsEveryPageAndSaysWhenThereIsMore() throws Exception {
    var talk = repository.talk(pullRequest.number());
    for (int i = 0; i < 120; i++) {
      talk.thread("ana", "a.txt", i, "thread " + i);
    }
    for (int i = 0; i < 70; i++) {
      talk.comment("ana", "comment " + i);
    }
    var checks = new ArrayList<LocalCheck>();
    for (int i = 0; i < 230; i++) {
      checks.add(new LocalCheck(1_000 + i, "check " + i, "COMPLETED", "SUCCESS", ""));
    }
    repository.checks(repository.head("fix-login"), checks);
    link();

    var details = details();

    assertThat(details.path("threads")).hasSize(120);
    assertThat(details.path("checks")).hasSize(230);
    assertThat(details.path("comments"))
        .hasSize(70)
        .first()
        .extracting(it -> it.path("body").asString())
        .isEqualTo("comment 0");
    assertThat(details.path("truncated").asBoolean()).isFalse();

    for (int i = 0; i < 450; i++) {
      talk.comment("ana", "more " + i);
    }
    var longer = details();
    assertThat(longer.path("comments")).hasSize(500);
    assertThat(longer.path("truncated").asBoolean()).isTrue();
  }

  @Test
  void saysHowFarItIsBehindAndWhatConflicts() throws Exception {
    deeds().commit("main", "a.txt", "theirs");
    link();

    var behind = details();
    assertThat(behind.path("behindBy").asInt()).isEqualTo(1);
    assertThat(behind.path("merge").path("allowed").asBoolean()).isTrue();
    assertThat(behind.path("merge").path("methods"))
        .extracting(JsonNode::asString)
        .containsExactly("SQUASH", "MERGE", "REBASE");

    deeds().commit("fix-login", "a.txt", "ours");
    var conflicting = details();
    assertThat(conflicting.path("mergeConflict").asBoolean()).isTrue();
    assertThat(conflicting.path("merge").path("reason").asString())
        .isEqualTo("It has conflicts with its base branch.");
  }

  @Test
  void waitsForWhetherItCanBeMergedAndForgetsNoConflictMeanwhile() {
    repository.put(pullRequest.withConflict(true));
    link();
    assertThat(details().path("mergeConflict").asBoolean()).isTrue();

    repository.workOut(1);
    assertThat(refresh().json().path("facts").path("mergeConflict").asBoolean()).isTrue();

    repository.put(pullRequest);
    repository.workOut(1);
    assertThat(details().path("merge").path("allowed").asBoolean()).isTrue();
    assertThat(facts().path("mergeConflict").asBoolean()).isFalse();
  }

  @Test
  void saysWhenTheAccountMayNotWrite() {
    repository.rules(LocalRules.OPEN.as("READ"));
    link();

    assertThat(details().path("merge").path("reason").asString())
        .isEqualTo("This account may not write to the repository.");
  }

  @Test
  void isAskedOnceForAllWhoWait() throws Exception {
    link();
    details();
    int before = asked();
    GITHUB.delay(Duration.ofMillis(300));
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<JsonNode> reader = this::details;
      for (var answer : readers.invokeAll(List.of(reader, reader, reader, reader))) {
        assertThat(answer.get().path("title").asString()).isEqualTo("Fix login");
      }
    }
    assertThat(asked() - before).isLessThanOrEqualTo(2);
  }

  @Test
  void checksThatMayNotBeReadAreNoSuccess() {
    GITHUB.failAlways(Fault.FORBIDDEN_CHECKS);
    link();

    var details = details();

    assertThat(details.path("title").asString()).isEqualTo("Fix login");
    assertThat(details.path("checks")).isEmpty();
    assertThat(details.path("ci").asString()).isEqualTo("UNKNOWN");
    assertThat(refresh().json().path("facts").path("ci").asString()).isEqualTo("UNKNOWN");
  }

  @Test
  void whatActionsDidStandsInForChecksThatMayNotBeRead() throws Exception {
    GITHUB.failAlways(Fault.ONLY_ACTIONS);
    link();
    assertThat(refresh().json().path("facts").path("ci").asString()).isEqualTo("UNKNOWN");

    says("COMPLETED", "SUCCESS");
    var details = details();
    assertThat(details.path("ci").asString()).isEqualTo("SUCCESS");
    assertThat(details.path("checks").path(0).path("name").asString()).isEqualTo("build");
    assertThat(details.path("checks").path(0).path("hasLog").asBoolean()).isTrue();

    says("IN_PROGRESS", null);
    assertThat(refresh().json().path("facts").path("ci").asString()).isEqualTo("PENDING");
    says("COMPLETED", "FAILURE");
    assertThat(refresh().json().path("facts").path("ci").asString()).isEqualTo("FAILURE");
  }

  @Test
  void saysWhyItCantBeRead() {
    assertThat(server.get(path("/details")).status()).isEqualTo(404);
    link();
    GITHUB.failAlways(Fault.BAD_GATEWAY);

    var answer = server.get(path("/details"));
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.json().path("code").asString()).isEqualTo("GITHUB_UNAVAILABLE");
  }

  private static int asked() {
    return (int)
        GITHUB.asked().stream().filter(asked -> asked.question().equals("Details")).count();
  }
}
