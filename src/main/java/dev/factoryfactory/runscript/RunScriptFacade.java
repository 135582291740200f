package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.runscript.RunScriptState.Active;
import dev.factoryfactory.runscript.RunScriptState.AtRest;
import dev.factoryfactory.runscript.RunScriptState.Live;
import dev.factoryfactory.runscript.RunScriptState.Stopping;
import dev.factoryfactory.runscript.RunScriptWorkspaces.Place;
import dev.factoryfactory.runscript.RunScriptWorkspaces.Scripts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The one way to run scripts: a workspace's dev server with its port, its output and its end. */
@Service
public class RunScriptFacade {

  private final RunScriptStore store;
  private final RunScriptWork work;
  private final RunScriptWorkspaces workspaces;
  private final PortAllocator ports;
  private final RunScriptLogs logs;
  private final UsageWatch usage;
  private final ReentrantLock starts = new ReentrantLock();

  RunScriptFacade(
      RunScriptStore store,
      RunScriptWork work,
      RunScriptWorkspaces workspaces,
      PortAllocator ports,
      RunScriptLogs logs,
      UsageWatch usage) {
    this.store = store;
    this.work = work;
    this.workspaces = workspaces;
    this.ports = ports;
    this.logs = logs;
    this.usage = usage;
  }

  /**
   * Starts the run script in the background; one that runs goes on.
   *
   * @throws DomainException for everything that can be known to be wrong now
   */
  public RunScript start(WorkspaceId id) {
    var place = place(id);
    if (!place.ready()) {
      throw new DomainException(
          ErrorCode.INVALID_STATE, "The workspace is not ready. Start it when it is.");
    }
    var scripts = workspaces.scripts(id);
    var command = scripts.run();
    if (command == null) {
      throw new DomainException(
          ErrorCode.NO_RUN_SCRIPT,
          "There is no run script. Add scripts.run to the worktree's factory-factory.json.");
    }
    var row = begin(place, scripts);
    work.submit(id);
    return row.toView().with(scripts, null);
  }

  /** One at a time, so that no port is given twice. */
  private RunScriptRow begin(Place place, Scripts scripts) {
    var id = place.workspaceId();
    starts.lock();
    try {
      var row = store.find(id).orElse(null);
      if (row != null && row.state() instanceof Stopping) {
        throw new DomainException(
            ErrorCode.INVALID_STATE, "It is being stopped. Start it when it has ended.");
      }
      return row != null && row.isActive()
          ? row
          : store.begin(place.projectId(), id, (stored, now) -> begin(stored, scripts, now));
    } finally {
      starts.unlock();
    }
  }

  private void begin(RunScriptRow row, Scripts scripts, Instant now) {
    if (row.state() instanceof AtRest atRest) {
      int port = ports.choose(row.workspaceId());
      var next = atRest.start(row.run() + 1, UUID.randomUUID().toString());
      var filled = scripts.at(port);
      row.begin(next, port, String.valueOf(filled.run()), filled, now);
    }
  }

  /** Ends the run script in the background. One that has ended by itself becomes idle. */
  public RunScript stop(WorkspaceId id) {
    place(id);
    store.find(id).ifPresent(this::requestStop);
    work.submit(id);
    return get(id);
  }

  private void requestStop(RunScriptRow row) {
    var id = row.workspaceId();
    try {
      switch (row.state()) {
        case Live live -> store.change(id, live, (stored, _) -> stored.moveTo(live.stop()));
        case AtRest atRest ->
            store.change(id, atRest, (stored, _) -> stored.moveTo(atRest.clear()));
        case Stopping _ -> {
          // The work is submitted again, which helps it to its end.
        }
      }
    } catch (DomainException movedOn) {
      // It started to run or ended between the two: what it is now is what is stopped.
      store.find(id).filter(now -> now.state() instanceof Active).ifPresent(this::requestStop);
    }
  }

  public RunScript get(WorkspaceId id) {
    place(id);
    var view = store.find(id).map(RunScriptRow::toView).orElseGet(() -> RunScript.none(id));
    try {
      return view.with(workspaces.scripts(id), null);
    } catch (DomainException unreadable) {
      return view.with(null, new RunScriptProblem(unreadable.code(), unreadable.detail()));
    }
  }

  /**
   * A part of a log of the latest run.
   *
   * @param run the run whose offsets the caller holds; of another one everything is new
   * @param after the offset to read on from; below zero it counts back from the end
   * @param query to look for lines that hold it
   */
  RunScriptLog log(
      WorkspaceId id,
      LogChannel channel,
      @Nullable Integer run,
      long after,
      int limit,
      @Nullable String query) {
    place(id);
    var row = store.find(id).orElse(null);
    if (row == null) {
      return new RunScriptLog(id, 0, channel, 0, 0, 0, "", query == null ? null : List.of());
    }
    var file = logs.files(id, row.run()).log(channel);
    try {
      long from = run != null && run != row.run() ? 0 : after;
      var part =
          logs.read(file, from, Math.clamp(limit, 1, RunScriptLogs.MAX_PART), !row.isActive());
      var matches = query == null || query.isEmpty() ? null : logs.search(file, query);
      return new RunScriptLog(
          id, row.run(), channel, part.from(), part.to(), part.size(), part.output(), matches);
    } catch (IOException e) {
      throw new UncheckedIOException("The log of the run script could not be read", e);
    }
  }

  /** What all that runs in a workspace uses, over the last minutes. */
  public WorkspaceUsage usage(WorkspaceId id) {
    place(id);
    return usage.of(id);
  }

  /** Every facet of a project; one query. */
  public List<RunScriptFacet> facets(ProjectId project) {
    return store.findByProject(project).stream().map(RunScriptRow::toFacet).toList();
  }

  /**
   * Ends the run script of a workspace and returns when nothing of it is left.
   *
   * @throws DomainException when something could not be ended
   */
  public void stopAll(WorkspaceId id) {
    var row = store.find(id).orElse(null);
    if (row == null) {
      return;
    }
    if (row.isActive()) {
      requestStop(row);
    }
    work.submit(id);
    work.await(id);
    if (!work.isRunning()) {
      throw new CancellationException("The server stops");
    }
    if (store.find(id).filter(RunScriptRow::isActive).isPresent()) {
      throw new DomainException(
          ErrorCode.RUN_SCRIPT_FAILED, "The run script of the workspace could not be stopped.");
    }
  }

  /** Removes what is stored about a workspace's run script; joins the transaction. */
  public void removeAll(WorkspaceId id) {
    store.delete(id);
    usage.forget(id);
    try {
      logs.delete(id);
    } catch (IOException e) {
      throw new UncheckedIOException("The logs of the run script could not be removed", e);
    }
  }

  private Place place(WorkspaceId id) {
    return workspaces
        .find(id)
        .orElseThrow(
            () -> new DomainException(ErrorCode.NOT_FOUND, "There is no workspace with this id."));
  }
}
