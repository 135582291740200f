package dev.factoryfactory.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.ServerTest;
import dev.factoryfactory.demo.github.LocalGitHub.Fault;
import dev.factoryfactory.demo.github.LocalPlan;
import dev.factoryfactory.demo.github.LocalRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is done with a pull request, and every way in which GitHub refuses. */
@ServerTest(properties = {"factory-factory.github.active=1h", "factory-factory.github.settled=1h"})
class PullRequestActionsIntegrationTests extends PullRequestFixture {

  PullRequestActionsIntegrationTests(ServerClient server, @LocalServerPort int port) {
    super(server, port);
  }

  private ServerClient.Answer act(String rest, Map<String, ?> body) {
    return server.post(path(rest), body);
  }

  private static void refused(ServerClient.Answer answer, int status, String code, String words) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("code").asString()).isEqualTo(code);
    assertThat(answer.json().path("detail").asString()).contains(words);
  }

  @Test
  void talks() {
    link();
    var talk = repository.talk(pullRequest.number());
    var thread = talk.thread("ana", "a.txt", 3, "Why?");

    assertThat(act("/comments", Map.of("body", "Done")).status()).isEqualTo(200);
    assertThat(talk.comments()).containsExactly("Done");

    var onDiff = act("/comments", Map.of("body", "Here", "path", "a.txt", "line", 5)).json();
    assertThat(onDiff.path("threads").path(1).path("line").asInt()).isEqualTo(5);
    assertThat(onDiff.path("threads").path(1).path("comments").path(0).path("mine").asBoolean())
        .isTrue();

    act("/threads/" + thread + "/reply", Map.of("body", "Because"));
    assertThat(talk.replies(thread)).containsExactly("Why?", "Because");

    var resolved = server.post(path("/threads/" + thread + "/resolve"), null).json();
    assertThat(resolved.path("threads").path(0).path("resolved").asBoolean()).isTrue();
    var open = server.post(path("/threads/" + thread + "/unresolve"), null).json();
    assertThat(open.path("threads").path(0).path("resolved").asBoolean()).isFalse();

    var reviewers = act("/reviewers", Map.of("reviewers", List.of("ana"))).json();
    assertThat(reviewers.path("requestedReviewers").path(0).asString()).isEqualTo("ana");
  }

  @Test
  void refusesWhatCantBeSaid() {
    link();
    refused(act("/comments", Map.of("body", " ")), 400, "INVALID_INPUT", "Say something");
    refused(
        act("/comments", Map.of("body", "x", "line", 3)), 400, "INVALID_INPUT", "path and line");
    refused(act("/reviewers", Map.of("reviewers", List.of("../x"))), 400, "INVALID_INPUT", "login");
    refused(
        act("/reviewers", Map.of("reviewers", List.of("octo-user"))),
        409,
        "GITHUB_REFUSED",
        "pull request author");
    refused(act("/threads/PRRT_none/reply", Map.of("body", "x")), 404, "NOT_FOUND", "thread");

    var other = repository.open("Other", "on-github", "main");
    var foreign = repository.talk(other.number()).thread("ana", "a.txt", 1, "Not yours");
    refused(act("/threads/" + foreign + "/reply", Map.of("body", "x")), 404, "NOT_FOUND", "thread");
    assertThat(repository.talk(other.number()).replies(foreign)).containsExactly("Not yours");
  }

  @Test
  void becomesDraftAndReady() {
    link();
    assertThat(server.post(path("/draft"), null).json().path("state").asString())
        .isEqualTo("DRAFT");
    assertThat(facts().path("state").asString()).isEqualTo("DRAFT");
    assertThat(server.post(path("/ready"), null).json().path("state").asString()).isEqualTo("OPEN");
  }

  @Test
  void mergesTheHeadThatWasLookedAt() throws Exception {
    deeds().commit("fix-login", "b.txt", "ours");
    deeds().commit("main", "a.txt", "theirs");
    link();
    var seen = details().path("headSha").asString();
    deeds().commit("fix-login", "c.txt", "later");

    refused(act("/merge", Map.of("method", "MERGE", "headSha", seen)), 409, "CONFLICT", "modified");
    assertThat(repository.head("main")).isNotEmpty();

    var head = repository.head("fix-login");
    repository.rules(LocalRules.OPEN.merging("squash"));
    refused(
        act("/merge", Map.of("method", "REBASE", "headSha", head)),
        409,
        "INVALID_STATE",
        "method is not allowed");
    refused(
        act("/merge", Map.of("method", "SQUASH", "headSha", "main")), 400, "INVALID_INPUT", "hash");

    var merged = act("/merge", Map.of("method", "SQUASH", "headSha", head)).json();
    assertThat(merged.path("state").asString()).isEqualTo("MERGED");
    assertThat(entry().path("kanbanColumn").asString()).isEqualTo("DONE");
    refused(
        act("/merge", Map.of("method", "SQUASH", "headSha", head)),
        409,
        "INVALID_STATE",
        "not mergeable");
  }

  @Test
  void saysWhyItMayNotMerge() throws Exception {
    repository.rules(LocalRules.OPEN.requiring("build"));
    link();
    refused(
        act("/merge", Map.of("method", "MERGE", "headSha", repository.head("fix-login"))),
        409,
        "INVALID_STATE",
        "required status check");

    repository.rules(LocalRules.OPEN.as("READ"));
    refused(
        act("/merge", Map.of("method", "MERGE", "headSha", repository.head("fix-login"))),
        409,
        "GITHUB_REFUSED",
        "not accessible");
  }

  @Test
  void saysWhenThereIsNoSuchPullRequest() throws Exception {
    refused(act("/comments", Map.of("body", "x")), 404, "NOT_FOUND", "no pull request");
    url = url.replaceAll("/pull/\\d+$", "/pull/999");
    link();

    refused(act("/comments", Map.of("body", "x")), 404, "NOT_FOUND", "Not Found");
    refused(
        act("/merge", Map.of("method", "MERGE", "headSha", repository.head("fix-login"))),
        404,
        "NOT_FOUND",
        "Not Found");
    refused(server.post(path("/ready"), null), 404, "NOT_FOUND", "Not Found");
    refused(server.post(path("/rerun"), null), 404, "NOT_FOUND", "no pull request");
    refused(
        server.put(path("/auto-merge"), Map.of("method", "MERGE")),
        400,
        "INVALID_INPUT",
        "enabled");
  }

  @Test
  void saysWhyItCantBeReached() {
    link();
    GITHUB.failAlways(Fault.BAD_GATEWAY);

    refused(act("/comments", Map.of("body", "x")), 502, "GITHUB_UNAVAILABLE", "502");
    assertThat(repository.talk(pullRequest.number()).comments()).isEmpty();
  }

  @Test
  void gitHubMergesByItselfOnceItMay() throws Exception {
    deeds().commit("fix-login", "b.txt", "ours");
    link();
    refused(
        server.put(path("/auto-merge"), Map.of("enabled", true, "method", "SQUASH")),
        409,
        "INVALID_STATE",
        "can be merged now");

    repository.rules(LocalRules.OPEN.requiring("build"));
    var on = server.put(path("/auto-merge"), Map.of("enabled", true)).json();
    assertThat(on.path("merge").path("autoMerge").asBoolean()).isTrue();
    var off = server.put(path("/auto-merge"), Map.of("enabled", false)).json();
    assertThat(off.path("merge").path("autoMerge").asBoolean()).isFalse();

    server.put(path("/auto-merge"), Map.of("enabled", true));
    says("COMPLETED", "SUCCESS");
    assertThat(refresh().json().path("facts").path("state").asString()).isEqualTo("MERGED");
  }

  @Test
  void bringsTheBranchUpToDate() throws Exception {
    link();
    refused(server.post(path("/update-branch"), null), 409, "GITHUB_REFUSED", "no new commits");
    deeds().commit("main", "a.txt", "theirs");

    var updated = server.post(path("/update-branch"), null).json();

    assertThat(updated.path("behindBy").asInt(-1)).isZero();
    deeds().commit("main", "b.txt", "theirs");
    deeds().commit("fix-login", "b.txt", "ours");
    refused(server.post(path("/update-branch"), null), 409, "GITHUB_REFUSED", "merge conflict");
  }

  @Test
  void runsFailedChecksAgain() {
    repository.script(
        (LocalPlan.Script)
            (_, attempt) ->
                List.of(
                    LocalPlan.of("lint", "SUCCESS", Duration.ZERO, ""),
                    LocalPlan.of(
                        "build", attempt == 1 ? "FAILURE" : "SUCCESS", Duration.ZERO, "log")));
    link();
    assertThat(details().path("ci").asString()).isEqualTo("FAILURE");
    refused(act("/rerun", Map.of("checkId", "1")), 404, "NOT_FOUND", "no such check");

    var again = server.post(path("/rerun"), null).json();

    assertThat(again.path("ci").asString()).isEqualTo("SUCCESS");
    assertThat(facts().path("ci").asString()).isEqualTo("SUCCESS");
    refused(server.post(path("/rerun"), null), 409, "INVALID_STATE", "No check failed");
  }

  @Test
  void aNewHeadIsNoticedSoonAfterAnAction() throws Exception {
    link();
    details();
    act("/comments", Map.of("body", "I push now"));
    deeds().commit("fix-login", "b.txt", "ours");
    var head = repository.head("fix-login");

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> facts().path("headSha").asString().equals(head));
  }
}
