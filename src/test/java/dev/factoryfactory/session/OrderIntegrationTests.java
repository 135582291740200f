package dev.factoryfactory.session;

import static dev.factoryfactory.session.SessionTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.MessageFate.Progress;
import dev.factoryfactory.session.SessionTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.session.SessionTestSupport.RecordedFacts;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What a program that sends agents to work learns of them. */
@SessionModuleTest
class OrderIntegrationTests extends SessionDriving {

  private final SessionOrderFacade orders;
  private final LiveSessions live;

  OrderIntegrationTests(
      SessionFacade sessions,
      SessionOrderFacade orders,
      LiveSessions live,
      DirectoryWorkspaces workspaces,
      RecordedFacts facts) {
    super(sessions, workspaces, facts);
    this.orders = orders;
    this.live = live;
  }

  @Test
  void theSameOrderMakesOneSession() throws Exception {
    var place = workspaces.ready();
    var id = SessionId.random();
    try (var threads = Executors.newFixedThreadPool(4)) {
      var made =
          threads.invokeAll(
              Collections.<Callable<Session>>nCopies(
                  4, () -> orders.createOnce(id, place.workspaceId(), fast())));
      for (var one : made) {
        assertThat(one.get().id()).isEqualTo(id);
      }
    }
    assertThat(sessions.list(place.workspaceId())).hasSize(1);
    awaitStatus(id, SessionStatus.IDLE);
    assertRefused(
        ErrorCode.CONFLICT, () -> orders.createOnce(id, workspaces.ready().workspaceId(), fast()));
  }

  @Test
  void anEndedTurnTellsItsLastWords() {
    var id = fastSession(workspaces.ready());
    assertThat(orders.fate(id, "unknown")).isEmpty();
    sessions.message(id, "m", "@calls 3");
    var fate = awaitFate(id, "m", Progress.ENDED);
    assertThat(fate.stopReason()).isEqualTo("end_turn");
    assertThat(fate.lastWords()).isEqualTo("That was step 3.");
    assertThat(fate.startedAt()).isNotNull();
    assertThat(fate.endedAt()).isAfterOrEqualTo(fate.startedAt());

    live.detachAll();
    live.adoptAll();
    assertThat(orders.fate(id, "m")).contains(fate);
  }

  @Test
  void whatRunsWaitsAndIsCancelledIsToldApart() {
    var place = workspaces.ready();
    var id = fastSession(place);
    assertThat(orders.isBusy(place.workspaceId())).isFalse();
    assertThat(orders.idle(place.workspaceId())).extracting(Session::id).containsExactly(id);

    sessions.message(id, "one", "@hang");
    awaitFate(id, "one", Progress.RUNNING);
    sessions.message(id, "two", "@say Two.");
    assertThat(orders.fate(id, "two").map(MessageFate::progress)).contains(Progress.WAITING);
    assertThat(orders.isBusy(place.workspaceId())).isTrue();
    assertThat(orders.idle(place.workspaceId())).isEmpty();

    sessions.cancel(id);
    awaitFate(id, "one", Progress.CANCELLED);
    awaitFate(id, "two", Progress.ENDED);
  }

  @Test
  void anAgentThatDiesIsToldWithItsWords() {
    var id = fastSession(workspaces.ready());
    sessions.message(id, "m", "@crash");
    var fate = awaitFate(id, "m", Progress.DIED);
    assertThat(fate.lastWords()).contains("Segmentation fault (scripted)");
  }

  @Test
  void whatNobodyBeganEndsWithItsSession() {
    var place = workspaces.ready();
    var id = fastSession(place);
    awaitStatus(id, SessionStatus.IDLE);
    sessions.message(id, "one", "@hang");
    awaitFate(id, "one", Progress.RUNNING);
    sessions.message(id, "two", "@say Two.");
    sessions.stop(id);
    awaitFate(id, "two", Progress.CANCELLED);
    assertThat(orders.fate(id, "two").orElseThrow().startedAt()).isNull();

    sessions.removeAll(place.workspaceId());
    assertThat(orders.fate(id, "two")).isEmpty();
  }

  @Test
  void whatMetAUsageLimitWaitsAndHasNotBegun() {
    var place = workspaces.ready();
    var wanted = new NewSession("scripted-c", "scripted-fast", null, null, null);
    var id = sessions.create(place.projectId(), place.workspaceId(), wanted).id();
    awaitStatus(id, SessionStatus.IDLE);
    sessions.message(id, "m", "@limit");
    try {
      eventually().until(() -> sessions.get(id).waiting() != null);
      var fate = awaitFate(id, "m", Progress.WAITING);
      assertThat(fate.startedAt()).isNull();
      sessions.deleteMessage(id, "m");
      assertThat(orders.fate(id, "m")).isEmpty();
    } finally {
      sessions.liftPause("scripted-c");
    }
  }

  @Test
  void aConversationsIdIsBounded() {
    for (var wrong : List.of("", "a b", "x".repeat(201), "a\nb")) {
      assertRefused(ErrorCode.INVALID_INPUT, () -> new NewSession(null, null, null, null, wrong));
    }
  }

  private static NewSession fast() {
    return new NewSession("scripted", "scripted-fast", null, null, null);
  }

  private MessageFate awaitFate(SessionId id, String message, Progress progress) {
    return eventually()
        .until(() -> orders.fate(id, message).orElseThrow(), fate -> fate.progress() == progress);
  }
}
