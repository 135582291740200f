package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.SessionStore.Change;
import dev.factoryfactory.session.acp.AcpMessage.Answer;
import dev.factoryfactory.session.acp.Journal.Line;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session while the server runs: everything that changes it goes through its lock, one at a time,
 * and first into the database. Late news of an earlier process are told by its generation.
 */
final class LiveSession implements AgentRun.Listener {

  private static final Logger log = LoggerFactory.getLogger(LiveSession.class);

  private final SessionId id;
  private final SessionTools tools;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, CompletableFuture<@Nullable Answer>> asking = new HashMap<>();
  private volatile @Nullable AgentRun run;
  private volatile boolean starting;
  private volatile @Nullable Instant due;

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

  private void follow(Change<?> change) {
    var session = change.session();
    starting = session.status() == SessionStatus.STARTING;
    due = tools.deadlines().next(session, change.step().wire());
    var present = run;
    if (present != null && present.generation() == session.generation()) {
      present.send(change.step().lines());
      present.expect(starting || session.status() == SessionStatus.WORKING);
      if (change.step().hasUnwantedProcess()) {
        present.terminate(tools.properties().stopGrace());
      }
    }
    tools.announcer().announce(change);
  }

  /** Starts the agent unless it runs or is being started or stopped. */
  void start() {
    lock.lock();
    try {
      var begun = change(LiveSession::beginStart);
      if (begun.result()) {
        var present = run;
        var previous =
            present == null ? CompletableFuture.completedFuture(true) : present.finished();
        int generation = begun.session().generation();
        Thread.ofVirtual()
            .name("agent-start")
            .start(() -> previous.whenComplete((_, _) -> launch(generation)));
      }
    } finally {
      lock.unlock();
    }
  }

  private static boolean beginStart(SessionStep step) {
    boolean starts = SessionTransitions.allows(step.session().status(), SessionStatus.STARTING);
    if (starts) {
      step.beginProcess();
      step.move(SessionStatus.STARTING, null);
    }
    return starts;
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
      change(
          step -> {
            step.session().gotProcess(process.pid(), process.startedAt());
            return true;
          });
    } catch (DomainException e) {
      failToStart(new SessionProblem(e.code(), e.detail(), fix(e)));
    } catch (IOException e) {
      var message = "%s could not be started: %s".formatted(session.agentTitle(), e.getMessage());
      failToStart(new SessionProblem(ErrorCode.AGENT_FAILED, message, null));
    } catch (RuntimeException e) {
      log.error("Could not start the agent of session {}", id, e);
      var message = "%s could not be started.".formatted(session.agentTitle());
      failToStart(new SessionProblem(ErrorCode.INTERNAL_ERROR, message, null));
    }
  }

  private void failToStart(SessionProblem problem) {
    change(
        step -> {
          step.fail(problem);
          return true;
        });
  }

  private static @Nullable String fix(DomainException e) {
    return e.facts().get("fix") instanceof String fix ? fix : null;
  }

  /** Goes on with a process that an earlier server started, or with what it left. */
  void adopt() {
    lock.lock();
    try {
      var session = tools.store().find(id);
      var processId = session.processId();
      if (processId == null) {
        change(
            step -> {
              tools.endings().end(step, null);
              return true;
            });
        startAgain(session);
        return;
      }
      var process = tools.launcher().adopt(processId).orElse(null);
      if (process == null) {
        tools.launcher().endRemains(processId);
      }
      var adopted = tools.open(session, process, session.journalOffset(), this);
      run = adopted;
      change(
          step -> {
            tools.deadlines().foundAgain(step);
            return true;
          });
      adopted.send(session.outbox().lines());
      adopted.begin(() -> tools.launcher().endRemains(processId));
      if (session.status() == SessionStatus.STOPPING) {
        adopted.terminate(tools.properties().stopGrace());
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
      change(
          step -> {
            beginStop(step);
            return true;
          });
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

  /** Whether it has a process or is about to. */
  boolean hasProcess() {
    return run != null || starting;
  }

  /** Ends the agent without waiting for anything; completes when its process is gone. */
  CompletableFuture<Boolean> kill() {
    var present = run;
    return present == null
        ? CompletableFuture.completedFuture(true)
        : present.terminate(tools.properties().stopGrace());
  }

  private void beginStop(SessionStep step) {
    switch (step.session().status()) {
      case WAITING -> step.move(SessionStatus.STOPPED, null);
      case STARTING, IDLE, WORKING -> {
        tools.turns().cancel(step);
        step.move(run == null ? SessionStatus.STOPPED : SessionStatus.STOPPING, null);
      }
      case STOPPING, STOPPED, FAILED -> {}
    }
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
      var answer = new CompletableFuture<@Nullable Answer>();
      // Registered under the lock, so the reading thread can't be faster.
      var number = change(request).result();
      if (number == null) {
        answer.complete(null);
      } else {
        asking.put(number, answer);
      }
      return answer;
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
        var waiting = asking.remove(answer.id());
        if (waiting != null) {
          waiting.complete(answer);
        }
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
    var limit = due;
    var present = run;
    return limit != null && !now.isBefore(limit) && present != null && present.caughtUp();
  }

  /** Ends or tells what is late. */
  void enforceDeadlines() {
    var present = run;
    if (present != null) {
      inStep(present, tools.deadlines()::enforce);
    }
  }

  @Override
  public void onEnd(AgentRun from) {
    lock.lock();
    try {
      inStep(from, step -> tools.endings().end(step, from));
      if (run == from) {
        run = null;
        asking.values().forEach(waiting -> waiting.cancel(false));
        asking.clear();
      }
    } finally {
      lock.unlock();
    }
  }

  private void inStep(AgentRun from, Consumer<SessionStep> work) {
    lock.lock();
    try {
      if (run == from) {
        change(
            step -> {
              if (step.session().generation() == from.generation()) {
                work.accept(step);
              }
              return true;
            });
      }
    } finally {
      lock.unlock();
    }
  }
}
