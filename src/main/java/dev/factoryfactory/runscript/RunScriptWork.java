package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.process.SupervisedProcess;
import dev.factoryfactory.runscript.RunScriptState.Completed;
import dev.factoryfactory.runscript.RunScriptState.Failed;
import dev.factoryfactory.runscript.RunScriptState.Idle;
import dev.factoryfactory.runscript.RunScriptState.Live;
import dev.factoryfactory.runscript.RunScriptState.Running;
import dev.factoryfactory.runscript.RunScriptState.Starting;
import dev.factoryfactory.runscript.RunScriptState.Stopping;
import dev.factoryfactory.runscript.RunScriptWorkspaces.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The background work of run scripts: one piece at a time for each workspace, which does whatever
 * the stored state asks for. A request, the end of a process and the recovery after a crash are
 * therefore the same thing.
 */
@Component
class RunScriptWork implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RunScriptWork.class);
  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(8);

  private final RunScriptStore store;
  private final RunScriptLauncher launcher;
  private final RunScriptWatch watch;
  private final RunScriptWorkspaces workspaces;
  private final RunScriptProperties properties;
  private final Map<WorkspaceId, Thread> working = new ConcurrentHashMap<>();
  private final Set<WorkspaceId> again = ConcurrentHashMap.newKeySet();
  private final Map<WorkspaceId, SupervisedProcess> followed = new ConcurrentHashMap<>();
  private volatile boolean accepting;

  RunScriptWork(
      RunScriptStore store,
      RunScriptLauncher launcher,
      RunScriptWatch watch,
      RunScriptWorkspaces workspaces,
      RunScriptProperties properties) {
    this.store = store;
    this.launcher = launcher;
    this.watch = watch;
    this.workspaces = workspaces;
    this.properties = properties;
  }

  /** Does what the stored state asks for, in the background. */
  void submit(WorkspaceId id) {
    if (!accepting) {
      return;
    }
    working.compute(
        id,
        (_, current) -> {
          if (current != null) {
            // It may be past reading the state: it looks once more when it has ended.
            again.add(id);
            return current;
          }
          return begin(id);
        });
  }

  private Thread begin(WorkspaceId id) {
    return Thread.ofVirtual().name("run-script-" + id).start(() -> work(id));
  }

  /** Waits until the work that the stored state asks for is done. */
  void await(WorkspaceId id) {
    try {
      for (var thread = working.get(id); thread != null; thread = working.get(id)) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Waiting for the run script was interrupted");
    }
  }

  /** Takes up what a crash or a failed write left half-done. */
  @Scheduled(fixedDelay = 60, initialDelay = 60, timeUnit = TimeUnit.SECONDS)
  void recover() {
    if (accepting) {
      store.findActive().forEach(row -> submit(row.workspaceId()));
    }
  }

  @Override
  public void start() {
    accepting = true;
    recover();
  }

  @Override
  public void stop() {
    var active = store.findActive();
    switch (properties.onShutdown()) {
      case STOP -> active.forEach(this::requestStop);
      case LEAVE -> {
        accepting = false;
        log.info("{} run scripts go on; the next start takes them up again", active.size());
      }
    }
    joinAll();
    accepting = false;
    watch.close();
  }

  private void joinAll() {
    var deadline = System.nanoTime() + SHUTDOWN_LIMIT.toNanos();
    try {
      for (var id : working.keySet()) {
        for (var thread = working.get(id); thread != null; thread = working.get(id)) {
          var left = deadline - System.nanoTime();
          if (left <= 0 || !thread.join(Duration.ofNanos(left))) {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return accepting;
  }

  private void requestStop(RunScriptRow row) {
    try {
      if (row.state() instanceof Live live) {
        store.change(row.workspaceId(), live, (stored, _) -> stored.moveTo(live.stop()));
      }
      submit(row.workspaceId());
    } catch (DomainException movedOn) {
      log.debug("A run script moved on by itself", movedOn);
    }
  }

  private void work(WorkspaceId id) {
    try {
      store.find(id).ifPresent(this::advance);
    } catch (DataAccessException | CancellationException e) {
      // The state is stored as it was: the next recovery takes it up again.
      log.error("The work on the run script of workspace {} was cut short", id, e);
    } finally {
      working.compute(id, (_, _) -> again.remove(id) && accepting ? begin(id) : null);
    }
  }

  private void advance(RunScriptRow row) {
    try {
      switch (row.state()) {
        case Starting state -> launch(row, state);
        case Running state -> follow(row, state);
        case Stopping state -> finish(row, state);
        case Idle _, Completed _, Failed _ -> followed.remove(row.workspaceId());
      }
    } catch (DomainException movedOn) {
      log.debug("The run script was changed while it was worked on", movedOn);
      if (movedOn.code() == ErrorCode.CONFLICT) {
        again.add(row.workspaceId());
      }
    }
  }

  private void launch(RunScriptRow row, Starting state) {
    var process = launcher.find(row);
    if (process.isEmpty() && launcher.exit(row).isPresent()) {
      end(row, state);
      return;
    }
    try {
      var place = requireReady(row.workspaceId());
      var started = process.isPresent() ? process.get() : launcher.start(row, place.worktree());
      var running =
          store.change(
              row.workspaceId(), state, (stored, _) -> stored.runs(state.succeed(), started.pid()));
      launcher.startPostRun(running, place.worktree());
      attend(running, started);
    } catch (IOException e) {
      fail(row, state, "The run script did not start: %s.".formatted(e.getMessage()));
    }
  }

  private Place requireReady(WorkspaceId id) throws IOException {
    return workspaces
        .find(id)
        .filter(Place::ready)
        .orElseThrow(() -> new IOException("the workspace is not ready"));
  }

  private void follow(RunScriptRow row, Running state) {
    var process =
        Optional.ofNullable(followed.get(row.workspaceId()))
            .filter(known -> known.id().equals(row.processId()))
            .or(() -> launcher.find(row));
    if (process.isPresent() && process.get().isAlive() && launcher.exit(row).isEmpty()) {
      attend(row, process.get());
    } else {
      end(row, state);
    }
  }

  private void attend(RunScriptRow row, SupervisedProcess process) {
    var id = row.workspaceId();
    var before = followed.put(id, process);
    if (before != process) {
      watch.follow(row, () -> submit(id));
      process.onExit().thenRun(() -> submit(id));
    }
  }

  private void end(RunScriptRow row, Live state) {
    var exit = launcher.exit(row).orElseGet(() -> seen(row));
    launcher.endRemains(row);
    watch.finish(row);
    followed.remove(row.workspaceId());
    store.change(
        row.workspaceId(),
        state,
        (stored, now) -> stored.end(state.end(exit), exit, exit.problem(), now));
  }

  private Exit seen(RunScriptRow row) {
    var process = followed.get(row.workspaceId());
    if (process == null || !process.id().equals(row.processId())) {
      return Exit.UNSEEN;
    }
    // It has ended; its code may take a moment to arrive.
    var code = process.onExit().completeOnTimeout(OptionalInt.empty(), 2, TimeUnit.SECONDS).join();
    return code.isPresent() ? Exit.of(code.getAsInt()) : Exit.UNSEEN;
  }

  private void finish(RunScriptRow row, Stopping state) {
    try {
      launcher.cleanUp(row, workspaces.find(row.workspaceId()).map(Place::worktree).orElse(null));
      launcher.stop(row);
    } catch (IOException e) {
      log.error("The run script of workspace {} could not be ended", row.workspaceId(), e);
      var problem =
          new RunScriptProblem(
              ErrorCode.RUN_SCRIPT_FAILED, "It could not be stopped: " + e.getMessage());
      store.change(row.workspaceId(), state, (stored, _) -> stored.problem(problem));
      return;
    }
    watch.finish(row);
    followed.remove(row.workspaceId());
    var exit = launcher.exit(row).orElse(Exit.UNSEEN);
    store.change(
        row.workspaceId(), state, (stored, now) -> stored.end(state.finish(), exit, null, now));
  }

  private void fail(RunScriptRow row, Starting state, String why) {
    launcher.endRemains(row);
    var problem = new RunScriptProblem(ErrorCode.RUN_SCRIPT_FAILED, why);
    store.change(
        row.workspaceId(),
        state,
        (stored, now) -> stored.end(state.fail(), Exit.UNSEEN, problem, now));
  }
}
