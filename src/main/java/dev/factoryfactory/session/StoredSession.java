package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.session.acp.AcpJson;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session as stored. Its status moves only along {@link SessionTransitions}. */
@Entity
@Table(name = "agent_session")
class StoredSession {

  @Id private UUID id;
  private UUID projectId;
  private UUID workspaceId;
  private String agent;
  private String agentTitle;
  private @Nullable String title;
  private boolean titledByPerson;

  @Enumerated(EnumType.STRING)
  private SessionStatus status;

  private @Nullable String stopReason;

  @Enumerated(EnumType.STRING)
  private @Nullable ErrorCode problemCode;

  private @Nullable String problemMessage;
  private @Nullable String problemFix;

  @Enumerated(EnumType.STRING)
  private Waiting.@Nullable Reason waitingReason;

  private @Nullable String waitingMessage;
  private @Nullable Instant waitingUntil;
  private @Nullable Instant waitingSince;
  private @Nullable String providerSessionId;
  private @Nullable String mode;

  @Enumerated(EnumType.STRING)
  private PermissionPolicy permissions;

  private @Nullable String model;
  private int generation;
  private @Nullable String processId;
  private @Nullable Long processPid;
  private @Nullable Instant processStartedAt;
  private long journalOffset;
  private long lastSequence;
  private boolean prompted;
  private String features;
  private String wire;
  private String outbox;
  private Instant createdAt;
  private Instant updatedAt;
  @Version private @Nullable Long version;

  protected StoredSession() {}

  StoredSession(SessionId id, ProjectId project, WorkspaceId workspace, Agent agent, Instant now) {
    this.id = id.value();
    this.projectId = project.value();
    this.workspaceId = workspace.value();
    this.agent = agent.name();
    this.agentTitle = agent.title();
    this.status = SessionStatus.WAITING;
    this.permissions = PermissionPolicy.STRICT;
    this.features = AcpJson.write(SessionFeatures.NONE);
    this.wire = AcpJson.write(new WireState());
    this.outbox = AcpJson.write(Outbox.EMPTY);
    this.createdAt = now;
    this.updatedAt = now;
  }

  void moveTo(SessionStatus next) {
    if (!SessionTransitions.allows(status, next)) {
      throw new IllegalStateException(
          "Session %s cannot go from %s to %s".formatted(id, status, next));
    }
    status = next;
    if (next != SessionStatus.WAITING) {
      waitFor(null, updatedAt);
    }
  }

  /** Says what it waits for; since when is kept as long as it waits for anything. */
  void waitFor(@Nullable Waiting waiting, Instant now) {
    waitingReason = waiting == null ? null : waiting.reason();
    waitingMessage = waiting == null ? null : waiting.message();
    waitingUntil = waiting == null ? null : waiting.until();
    waitingSince = waiting == null ? null : waitingSince == null ? now : waitingSince;
  }

  /** What it waits for; a session that waits for nothing else waits for its workspace. */
  @Nullable Waiting waiting() {
    if (waitingReason != null && waitingMessage != null) {
      return new Waiting(waitingReason, waitingMessage, waitingUntil);
    }
    return status == SessionStatus.WAITING ? Waiting.FOR_WORKSPACE : null;
  }

  /** Since when it stands in line, else since when it is there. */
  Instant waitingSince() {
    return waitingSince == null ? createdAt : waitingSince;
  }

  /** Counts a new process; what came of earlier ones is told by a smaller generation. */
  void beginGeneration() {
    generation++;
    journalOffset = 0;
    processId = null;
    processPid = null;
    processStartedAt = null;
    fail(null);
  }

  void intendProcess(String plannedId) {
    processId = plannedId;
  }

  void gotProcess(long pid, Instant startedAt) {
    processPid = pid;
    processStartedAt = startedAt;
  }

  void lostProcess() {
    processId = null;
    processPid = null;
    processStartedAt = null;
  }

  void fail(@Nullable SessionProblem problem) {
    problemCode = problem == null ? null : problem.code();
    problemMessage = problem == null ? null : problem.message();
    problemFix = problem == null ? null : problem.fix();
  }

  @Nullable SessionProblem problem() {
    return problemCode == null || problemMessage == null
        ? null
        : new SessionProblem(problemCode, problemMessage, problemFix);
  }

  void readTo(long offset) {
    journalOffset = offset;
  }

  /** Takes the next {@code count} numbers of the transcript and returns the one before them. */
  long takeSequences(int count) {
    long before = lastSequence;
    lastSequence += count;
    return before;
  }

  void touch(Instant now) {
    updatedAt = now;
  }

  void markPrompted() {
    prompted = true;
  }

  void endedTurn(String reason) {
    stopReason = reason;
  }

  /** Begins with a conversation that the agent has and this server does not know. */
  void goOnWith(String conversation) {
    providerSessionId = conversation;
    var state = wire();
    state.adopting = true;
    keep(state);
  }

  /** A session that will begin with a copy of this one's conversation and transcript. */
  StoredSession fork(SessionId copyId, Instant now) {
    var copy =
        new StoredSession(copyId, projectId(), workspaceId(), new Agent(agent, agentTitle), now);
    copy.choose(mode, model);
    copy.permit(permissions);
    copy.title = title;
    copy.titledByPerson = titledByPerson;
    copy.prompted = prompted;
    copy.features = features;
    copy.lastSequence = lastSequence;
    var state = new WireState();
    state.blocks = wire().blocks;
    state.forkOf = providerSessionId;
    copy.keep(state);
    return copy;
  }

  void talksAs(@Nullable String agentsOwnId) {
    providerSessionId = agentsOwnId;
  }

  void choose(@Nullable String chosenMode, @Nullable String chosenModel) {
    mode = chosenMode;
    model = chosenModel;
  }

  void permit(PermissionPolicy policy) {
    permissions = policy;
  }

  void rename(@Nullable String newTitle) {
    title = newTitle;
    titledByPerson = newTitle != null;
  }

  /** Takes the agent's title unless a person gave one; says whether that changed anything. */
  boolean suggestTitle(String suggested) {
    if (titledByPerson || suggested.equals(title)) {
      return false;
    }
    title = suggested;
    return true;
  }

  void keep(WireState state) {
    wire = AcpJson.write(state);
  }

  void keep(Outbox lines) {
    outbox = AcpJson.write(lines);
  }

  void keep(SessionFeatures offered) {
    features = AcpJson.write(offered);
  }

  WireState wire() {
    return AcpJson.read(wire, WireState.class);
  }

  Outbox outbox() {
    return AcpJson.read(outbox, Outbox.class);
  }

  SessionFeatures features() {
    return AcpJson.read(features, SessionFeatures.class);
  }

  SessionId id() {
    return new SessionId(id);
  }

  ProjectId projectId() {
    return new ProjectId(projectId);
  }

  WorkspaceId workspaceId() {
    return new WorkspaceId(workspaceId);
  }

  String agent() {
    return agent;
  }

  String agentTitle() {
    return agentTitle;
  }

  @Nullable String title() {
    return title;
  }

  SessionStatus status() {
    return status;
  }

  @Nullable String stopReason() {
    return stopReason;
  }

  @Nullable String providerSessionId() {
    return providerSessionId;
  }

  @Nullable String mode() {
    return mode;
  }

  @Nullable String model() {
    return model;
  }

  PermissionPolicy permissions() {
    return permissions;
  }

  int generation() {
    return generation;
  }

  @Nullable String processId() {
    return processId;
  }

  @Nullable Long processPid() {
    return processPid;
  }

  @Nullable Instant processStartedAt() {
    return processStartedAt;
  }

  long journalOffset() {
    return journalOffset;
  }

  long lastSequence() {
    return lastSequence;
  }

  boolean prompted() {
    return prompted;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }
}
