package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.SessionStore.Change;
import dev.factoryfactory.session.acp.AcpMessage.Answer;
import dev.factoryfactory.session.acp.Journal.Line;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A session while the server runs: everything that changes it goes through its lock, one at a time,
 * and first into the database. Late news of an earlier process are told by its generation.
 */
final class LiveSession implements AgentRun.Listener {

  private final SessionId id;
  private final SessionTools tools;
  private final ReentrantLock lock = new ReentrantLock();
  private final Asking asking = new Asking();
  private volatile @Nullable AgentRun run;
  private volatile LiveState state = LiveState.NONE;

  LiveSession(SessionId id, SessionTools tools) {
    this.id = id;
    this.tools = tools;
  }

  /** Stores a change and does what follows from it. */
  <T extends @Nullable Object> Change<T> change(Function<SessionStep, T> work) {
    lock.lock();
    try {
      var present = run;
      var change = tools.store().change(id, present == null ? 0 : present.delivered(), work);
      follow(change);
      return change;
    } finally {
      lock.unlock();
    }
  }

  private void apply(Consumer<SessionStep> work) {
    change(
        step -> {
          work.accept(step);
          return true;
        });
  }

  private void follow(Change<?> change) {
    var session = change.session();
    var before = state.status();
    state = LiveState.of(session, tools.deadlines().next(session, change.step().wire()));
    var present = run;
    if (present != null && present.generation() == session.generation()) {
      present.send(change.step().lines());
      present.expect(isStarting() || session.status() == SessionStatus.WORKING);
      if (change.step().hasUnwantedProcess()) {
        present.terminate(tools.properties().stopGrace());
      }
    }
    tools.announcer().announce(change);
    if (before != state.status() && state.status() == SessionStatus.IDLE) {
      tools.line().startNext();
    }
    giveUpPlace();
  }

  /** Lets another agent have the place that this one does not need any more. */
  private void giveUpPlace() {
    if (!hasProcess()) {
      if (state.status() == SessionStatus.WAITING) {
        tools.line().vacate(id);
      } else {
        tools.line().leave(id);
      }
    }
  }

  private boolean isStarting() {
    return state.status() == SessionStatus.STARTING;
  }

  /**
   * Starts the agent unless it runs or is being started or stopped. Without a free place it waits
   * for one and is started by itself.
   */
  void start() {
    lock.lock();
    try {
      var session = tools.store().find(id);
      if (SessionTransitions.allows(session.status(), SessionStatus.STARTING)) {
        tools
            .line()
            .enter(id, session.agent())
            .ifPresentOrElse(obstacle -> apply(step -> step.waitFor(obstacle)), this::begin);
      }
    } catch (RuntimeException e) {
      tools.line().leave(id);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private void begin() {
    var begun =
        change(
            step -> {
              step.beginProcess();
              step.move(SessionStatus.STARTING, null);
              return true;
            });
    var present = run;
    var previous = present == null ? CompletableFuture.completedFuture(true) : present.finished();
    int generation = begun.session().generation();
    Thread.ofVirtual()
        .name("agent-start")
        .start(() -> previous.whenComplete((_, _) -> launch(generation)));
  }

  private void launch(int generation) {
    lock.lock();
    try {
      var session = tools.store().find(id);
      if (session.generation() == generation && session.status() == SessionStatus.STARTING) {
        launch(session);
      }
    } finally {
      lock.unlock();
    }
  }

  private void launch(StoredSession session) {
    try {
      var agent = tools.agents().require(session.agent());
      var worktree = tools.worktree(session.workspaceId());
      var streams = tools.launcher().streams(id, session.generation());
      var processId = UUID.randomUUID().toString();
      var begun =
          change(
              step -> {
                step.session().intendProcess(processId);
                tools.handshake().begin(step);
                return true;
              });
      tools.launcher().deleteOldRun(id, session.generation());
      var process = tools.launcher().start(agent, worktree, streams, processId);
      var opened = tools.open(session, process, 0, this);
      run = opened;
      opened.send(begun.session().outbox().lines());
      opened.begin(() -> tools.launcher().endRemains(processId));
      apply(step -> step.session().gotProcess(process.pid(), process.startedAt()));
    } catch (IOException | RuntimeException e) {
      failToStart(StartProblems.of(e, session));
    }
  }

  private void failToStart(SessionProblem problem) {
    apply(step -> step.fail(problem));
  }

  /** Goes on with a process that an earlier server started, or with what it left. */
  void adopt() {
    lock.lock();
    try {
      tools.line().take(id);
      var session = tools.store().find(id);
      var processId = session.processId();
      if (processId == null) {
        apply(step -> tools.endings().end(step, null));
        startAgain(session);
        return;
      }
      var process = tools.launcher().adopt(processId).orElse(null);
      if (process == null) {
        tools.launcher().endRemains(processId);
      }
      var adopted = tools.open(session, process, session.journalOffset(), this);
      run = adopted;
      apply(step -> tools.deadlines().foundAgain(step));
      adopted.send(session.outbox().lines());
      adopted.begin(() -> tools.launcher().endRemains(processId));
      if (session.status() == SessionStatus.STOPPING) {
        adopted.terminate(tools.properties().stopGrace());
        if (session.wire().sleeping) {
          adopted.finished().thenRun(this::wakeIfWanted);
        }
      }
      if (process == null) {
        adopted.finished().thenRun(() -> startAgain(session));
      }
    } catch (IOException e) {
      failToStart(
          new SessionProblem(
              ErrorCode.AGENT_FAILED, "The agent's files could not be read again.", null));
    } finally {
      lock.unlock();
    }
  }

  /** A start that the end of the server cut short is still wanted. */
  private void startAgain(StoredSession before) {
    if (before.status() == SessionStatus.STARTING) {
      start();
    }
  }

  /** Ends the agent; the result completes when nothing of it is left. */
  CompletableFuture<Boolean> stop() {
    lock.lock();
    try {
      apply(step -> tools.endings().begin(step, run != null));
      var present = run;
      if (present == null) {
        return CompletableFuture.completedFuture(true);
      }
      present.terminate(tools.properties().stopGrace());
      return present.finished();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the agent if it does nothing; the next message wakes it.
   *
   * @return whether it was so
   */
  boolean sleep() {
    lock.lock();
    try {
      var present = run;
      if (present == null || !change(tools.endings()::sleep).result()) {
        return false;
      }
      present.terminate(tools.properties().stopGrace());
      present.finished().thenRun(this::wakeIfWanted);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A message may have come while the agent went to sleep. */
  private void wakeIfWanted() {
    lock.lock();
    try {
      if (tools.store().find(id).status() == SessionStatus.STOPPED && tools.turns().isWanted(id)) {
        start();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether it is being ended and still has its place. */
  boolean isEnding() {
    return state.status() == SessionStatus.STOPPING;
  }

  /** Whether it has a process or is about to. */
  boolean hasProcess() {
    return run != null || isStarting();
  }

  /** The id of its process while it runs. */
  Optional<String> process() {
    return run == null ? Optional.empty() : Optional.ofNullable(state.process());
  }

  /** Sends what waited for the end of a usage limit. */
  void goOn() {
    if (state.paused()) {
      apply(step -> tools.turns().beginNext(step));
    }
  }

  /** Does something with the session unless its process is gone by then. */
  void whileItRuns(Consumer<SessionStep> work) {
    var present = run;
    if (present != null) {
      inStep(present, work);
    }
  }

  /** Ends the agent without waiting for anything; completes when its process is gone. */
  CompletableFuture<Boolean> kill() {
    var present = run;
    return present == null
        ? CompletableFuture.completedFuture(true)
        : present.terminate(tools.properties().stopGrace());
  }

  /** Lets the agent go on without this server. */
  void detach() {
    AgentRun present;
    lock.lock();
    try {
      present = run;
      run = null;
    } finally {
      lock.unlock();
    }
    if (present != null) {
      present.detach();
    }
  }

  /**
   * Asks the agent and gives its answer, {@code null} when there was nothing to ask.
   *
   * @param request gives the number of the request, {@code null} when there is nothing to ask
   */
  CompletableFuture<@Nullable Answer> ask(Function<SessionStep, @Nullable Long> request) {
    lock.lock();
    try {
      // Registered under the lock, so the reading thread can't be faster.
      return asking.register(change(request).result());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void on(AgentRun from, List<Line> lines) {
    inStep(
        from,
        step -> {
          tools.deadlines().heard(step);
          lines.forEach(line -> tools.lines().apply(step, line.message()));
          step.session().readTo(lines.getLast().end());
        });
    lines.forEach(line -> answerAsked(line));
  }

  private void answerAsked(Line line) {
    if (line.message() instanceof Answer answer) {
      lock.lock();
      try {
        asking.answer(answer);
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void onUndigested(AgentRun from, Line line) {
    inStep(
        from,
        step -> {
          step.notice("error", "AGENT_OUTPUT_SKIPPED", "Skipped a message that can't be stored.");
          step.session().readTo(line.end());
        });
  }

  /** Whether something of it is late, as far as is known without looking closer. */
  boolean isLate(Instant now) {
    var limit = state.due();
    var present = run;
    return limit != null && !now.isBefore(limit) && present != null && present.caughtUp();
  }

  @Override
  public void onEnd(AgentRun from) {
    lock.lock();
    try {
      inStep(from, step -> tools.endings().end(step, from));
      if (run == from) {
        run = null;
        asking.giveUp();
        giveUpPlace();
      }
    } finally {
      lock.unlock();
    }
  }

  private void inStep(AgentRun from, Consumer<SessionStep> work) {
    lock.lock();
    try {
      if (run == from) {
        apply(
            step -> {
              if (step.session().generation() == from.generation()) {
                work.accept(step);
              }
            });
      }
    } finally {
      lock.unlock();
    }
  }
}
