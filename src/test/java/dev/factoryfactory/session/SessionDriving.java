package dev.factoryfactory.session;

import static dev.factoryfactory.session.SessionTestSupport.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.SessionTestSupport.DirectoryWorkspaces;
import dev.factoryfactory.session.SessionTestSupport.RecordedFacts;
import dev.factoryfactory.session.SessionWorkspaces.WorkspacePlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;

/** What tests that drive sessions through the facade share. */
abstract class SessionDriving {

  final SessionFacade sessions;
  final DirectoryWorkspaces workspaces;
  final RecordedFacts facts;

  SessionDriving(SessionFacade sessions, DirectoryWorkspaces workspaces, RecordedFacts facts) {
    this.sessions = sessions;
    this.workspaces = workspaces;
    this.facts = facts;
  }

  @AfterEach
  void stopAgents() {
    workspaces.stopAll(sessions);
  }

  SessionId fastSession(WorkspacePlace place) {
    var wanted = new NewSession(null, "scripted-fast", null, null, null);
    var id = sessions.create(place.projectId(), place.workspaceId(), wanted).id();
    awaitStatus(id, SessionStatus.IDLE);
    return id;
  }

  void awaitStatus(SessionId id, SessionStatus status) {
    eventually().until(() -> sessions.get(id).status(), status::equals);
  }

  void awaitTurns(SessionId id, int count) {
    eventually().until(() -> facts.turns(id), turns -> turns.size() == count);
  }

  SessionProblem problem(SessionId id) {
    return Objects.requireNonNull(sessions.get(id).error());
  }

  long pid(SessionId id) {
    return Objects.requireNonNull(sessions.get(id).process()).pid();
  }

  static Path directory(WorkspacePlace place) {
    return Objects.requireNonNull(place.worktree());
  }

  List<PendingRequest> requests(SessionId id) {
    return sessions.get(id).pendingRequests();
  }

  SessionFacet.Summary facetOf(WorkspacePlace place) {
    return sessions.facets(place.projectId()).getFirst().sessions().getFirst();
  }

  List<TranscriptEvent> events(SessionId id) {
    return sessions.eventsAfter(id, 0, 1000);
  }

  List<String> types(SessionId id) {
    return events(id).stream().map(TranscriptEvent::type).toList();
  }

  TranscriptEvent lastOf(SessionId id, String type) {
    return events(id).stream()
        .filter(event -> event.type().equals(type))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  String text(SessionId id, String type) {
    return events(id).stream()
        .filter(event -> event.type().equals(type))
        .map(event -> event.data().path("text").stringValue())
        .collect(Collectors.joining());
  }

  void assertGapFree(SessionId id) {
    var all = events(id);
    assertThat(all)
        .extracting(TranscriptEvent::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, all.size()).boxed().toList());
    assertThat(sessions.get(id).lastSequence()).isEqualTo(all.size());
  }

  void assertPushedIsStored(SessionId id) {
    var pushed = facts.pushed(id);
    assertThat(pushed.stream().flatMap(batch -> batch.events().stream()).toList())
        .usingRecursiveComparison()
        .ignoringFields("data")
        .isEqualTo(events(id));
    for (int i = 1; i < pushed.size(); i++) {
      assertThat(pushed.get(i).from()).isEqualTo(pushed.get(i - 1).to());
    }
  }

  static void assertRefused(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(call)
        .extracting(DomainException::code)
        .isEqualTo(code);
  }
}
