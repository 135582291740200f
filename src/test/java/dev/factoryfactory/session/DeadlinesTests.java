package dev.factoryfactory.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.session.WireState.Call;
import dev.factoryfactory.session.acp.AcpJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which clock runs when; what follows from a late one is tried with real agents. */
class DeadlinesTests {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration TOOL = Duration.ofHours(1);
  private static final Duration TURN = Duration.ofHours(4);
  private static final Duration SILENCE = Duration.ofMinutes(10);
  private static final Duration CANCEL = Duration.ofSeconds(10);

  private final List<String> cancelled = new ArrayList<>();
  private final SessionProperties properties = SessionPropertiesTests.bind(Map.of());
  private final Deadlines deadlines =
      new Deadlines((_, reason) -> cancelled.add(reason.message()), properties);
  private final StoredSession session =
      new StoredSession(
          SessionId.random(),
          ProjectId.random(),
          WorkspaceId.random(),
          new Agent("demo", "Demo"),
          NOON);

  @Test
  void nothingIsLateWhileNothingRuns() {
    assertThat(deadlines.next(session, session.wire())).isNull();
  }

  @Test
  void aStartHasItsTime() {
    var step = at(NOON);
    step.beginProcess();
    step.move(SessionStatus.STARTING, null);
    assertThat(deadlines.next(session, step.wire())).isEqualTo(NOON.plusSeconds(60));
    step.finish();

    step = at(NOON.plusSeconds(59));
    deadlines.enforce(step);
    assertThat(session.status()).isEqualTo(SessionStatus.STARTING);
    step = at(NOON.plusSeconds(60));
    deadlines.enforce(step);
    assertThat(session.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(session.problem())
        .extracting(SessionProblem::message)
        .isEqualTo("Demo was not ready within 60 seconds.");
    assertThat(step.hasUnwantedProcess()).isTrue();
  }

  @Test
  void theFirstOfAllLimitsIsTheNext() {
    var wire = working().wire();
    assertThat(deadlines.next(session, wire)).isEqualTo(NOON.plus(SILENCE));

    wire.remember("c", call(NOON.plusSeconds(5)));
    wire.heardAt = NOON.plus(TOOL);
    assertThat(deadlines.next(session, wire)).isEqualTo(NOON.plus(TOOL).plusSeconds(5));

    wire.remember("c", call(NOON.plusSeconds(5)).closed());
    wire.heardAt = NOON.plus(TURN);
    assertThat(deadlines.next(session, wire)).isEqualTo(NOON.plus(TURN));

    wire.cancelRequested = true;
    wire.cancelledAt = NOON;
    assertThat(deadlines.next(session, wire)).isEqualTo(NOON.plus(CANCEL));
  }

  @Test
  void aTurnOrAToolCallThatIsTooLongIsCancelled() {
    var step = working();
    step.wire().remember("c", call(NOON.plusSeconds(5)));
    step.finish();
    deadlines.enforce(at(NOON.plus(TOOL).plusSeconds(4)));
    assertThat(cancelled).isEmpty();
    deadlines.enforce(at(NOON.plus(TOOL).plusSeconds(5)));
    deadlines.enforce(at(NOON.plus(TURN)));

    assertThat(cancelled)
        .containsExactly(
            "A tool call of Demo took 60 minutes, which is the limit: Run",
            "Demo worked on one turn for 4 hours, which is the limit.");
  }

  @Test
  void noClockRunsWhileAPersonIsAsked() {
    var step = working();
    step.wire().remember("c", call(NOON));
    step.finish();
    step = at(NOON.plusSeconds(1));
    step.event(EventType.PERMISSION_REQUEST, AcpJson.object());
    step.event(EventType.PERMISSION_REQUEST, AcpJson.object());
    assertThat(deadlines.next(session, step.wire())).isNull();
    step.finish();

    step = at(NOON.plus(Duration.ofDays(2)));
    deadlines.enforce(step);
    step.event(EventType.PERMISSION_ANSWERED, AcpJson.object());
    assertThat(deadlines.next(session, step.wire())).isNull();
    step.event(EventType.PERMISSION_ANSWERED, AcpJson.object());

    assertThat(step.wire().turnStartedAt).isEqualTo(step.now().minusSeconds(1));
    assertThat(step.wire().calls.get("c"))
        .extracting(Call::since)
        .isEqualTo(step.now().minusSeconds(1));
    assertThat(deadlines.next(session, step.wire())).isEqualTo(step.now().plus(SILENCE));
  }

  @Test
  void silenceIsToldOnceAndTheNextWordEndsIt() {
    working().finish();
    var step = at(NOON.plus(SILENCE));
    deadlines.enforce(step);
    assertThat(step.wire().silentSince).isEqualTo(NOON);
    assertThat(deadlines.next(session, step.wire())).isEqualTo(NOON.plus(TURN));
    assertThat(step.finish())
        .extracting(event -> event.data().path("message").stringValue())
        .containsExactly("Demo has said nothing for 10 minutes.");

    step = at(NOON.plus(SILENCE).plusSeconds(1));
    deadlines.enforce(step);
    assertThat(step.finish()).isEmpty();
    step = at(NOON.plus(SILENCE).plusSeconds(2));
    deadlines.heard(step);
    assertThat(step.wire().silentSince).isNull();
    assertThat(step.hasChangedSummary()).isTrue();
    assertThat(deadlines.next(session, step.wire())).isEqualTo(step.now().plus(SILENCE));
  }

  @Test
  void aProcessThatDoesNotEndItsTurnIsEnded() {
    var step = working();
    step.wire().cancelRequested = true;
    step.wire().cancelledAt = NOON;
    step.finish();
    step = at(NOON.plus(CANCEL));
    deadlines.enforce(step);

    assertThat(session.status()).isEqualTo(SessionStatus.STOPPING);
    assertThat(step.hasUnwantedProcess()).isTrue();
  }

  @Test
  void limitsAreSaidAsAPersonSaysThem() {
    assertThat(Deadlines.words(Duration.ofHours(4))).isEqualTo("4 hours");
    assertThat(Deadlines.words(Duration.ofHours(1))).isEqualTo("60 minutes");
    assertThat(Deadlines.words(Duration.ofMinutes(150))).isEqualTo("150 minutes");
    assertThat(Deadlines.words(Duration.ofSeconds(90))).isEqualTo("90 seconds");
    assertThat(Deadlines.words(Duration.ofSeconds(1))).isEqualTo("1 second");
    assertThat(Deadlines.words(Duration.ofMillis(300))).isEqualTo("300 ms");
  }

  private SessionStep working() {
    session.moveTo(SessionStatus.STARTING);
    session.moveTo(SessionStatus.IDLE);
    session.moveTo(SessionStatus.WORKING);
    var step = at(NOON);
    step.wire().beginTurn("t", "m", NOON);
    return step;
  }

  private SessionStep at(Instant now) {
    return new SessionStep(session, 0, now);
  }

  private static Call call(Instant since) {
    return new Call("Run", "execute", true, null, null, 0, since);
  }
}
