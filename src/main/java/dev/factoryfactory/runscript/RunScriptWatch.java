package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.web.StompListeners;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Looks after what runs: passes output on to whoever listens, keeps logs short, finds out which
 * port is really served. Rests while nothing runs.
 */
@Component
class RunScriptWatch {

  private static final Logger log = LoggerFactory.getLogger(RunScriptWatch.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int PORTS_EVERY = 5;
  private static final int CHUNK = 32 * 1024;

  /** Whoever is further behind asks for what is missing: the rest is in the log. */
  private static final long MAX_BEHIND = 8L * CHUNK;

  private final RunScriptLogs logs;
  private final RunScriptStore store;
  private final ServedPorts ports;
  private final StompListeners listeners;
  private final ApplicationEventPublisher events;
  private final TaskScheduler scheduler;
  private final Map<WorkspaceId, Watched> watched = new ConcurrentHashMap<>();
  private @Nullable ScheduledFuture<?> ticking;
  private int ticks;

  RunScriptWatch(
      RunScriptLogs logs,
      RunScriptStore store,
      ServedPorts ports,
      StompListeners listeners,
      ApplicationEventPublisher events,
      TaskScheduler taskScheduler) {
    this.logs = logs;
    this.store = store;
    this.ports = ports;
    this.listeners = listeners;
    this.events = events;
    this.scheduler = taskScheduler;
  }

  private static final class Watched {
    private final RunScriptRow row;
    private final RunFiles files;
    private final Runnable ended;
    private final Map<LogChannel, Long> sent = new EnumMap<>(LogChannel.class);
    private final Map<LogChannel, Long> trimmed = new EnumMap<>(LogChannel.class);
    private @Nullable Integer port;

    private Watched(RunScriptRow row, RunFiles files, Runnable ended) {
      this.row = row;
      this.files = files;
      this.ended = ended;
      this.port = row.detectedPort();
    }
  }

  /**
   * Begins to look after a run.
   *
   * @param ended is called when the script has ended, at least once
   */
  synchronized void follow(RunScriptRow row, Runnable ended) {
    var run = new Watched(row, logs.files(row.workspaceId(), row.run()), ended);
    watched.put(row.workspaceId(), run);
    ports.lookAgain();
    if (ticking == null) {
      ticking = scheduler.scheduleWithFixedDelay(this::tick, PAUSE);
    }
  }

  /** Passes the last words on and looks no more. */
  synchronized void finish(RunScriptRow row) {
    var run = watched.get(row.workspaceId());
    if (run == null || run.row.run() != row.run()) {
      return;
    }
    watched.remove(row.workspaceId());
    for (var channel : LogChannel.values()) {
      passOn(run, channel, true);
    }
    rest();
  }

  synchronized void close() {
    watched.clear();
    rest();
  }

  private void rest() {
    if (watched.isEmpty() && ticking != null) {
      ticking.cancel(false);
      ticking = null;
    }
  }

  private synchronized void tick() {
    var lookForPorts = ++ticks % PORTS_EVERY == 0 && ports.mayHaveChanged();
    for (var run : watched.values()) {
      try {
        for (var channel : LogChannel.values()) {
          passOn(run, channel, false);
        }
        if (Files.exists(run.files.exit())) {
          run.ended.run();
        } else if (lookForPorts) {
          look(run);
        }
      } catch (DomainException | DataAccessException e) {
        log.debug("A run script moved on while it was looked at", e);
      }
    }
  }

  private void look(Watched run) {
    var port = ports.of(run.row);
    if (!Objects.equals(port, run.port)) {
      var state = new RunScriptState.Running(run.row.run(), run.row.processId());
      store.change(run.row.workspaceId(), state, (stored, _) -> stored.detected(port));
      run.port = port;
    }
  }

  private void passOn(Watched run, LogChannel channel, boolean complete) {
    var file = run.files.log(channel);
    try {
      long size = Files.exists(file) ? Files.size(file) : 0;
      long sent = run.sent.getOrDefault(channel, 0L);
      if (size > sent) {
        run.sent.put(channel, passOn(run, channel, Math.max(sent, size - MAX_BEHIND), complete));
      }
      if (size - run.trimmed.getOrDefault(channel, 0L) > 2 * logs.keptBytes()) {
        logs.trim(file, size);
        run.trimmed.put(channel, size - logs.keptBytes());
      }
    } catch (IOException e) {
      log.debug("The log {} can't be read", file, e);
    }
  }

  /** Answers how much was passed on, or could have been had anybody listened. */
  private long passOn(Watched run, LogChannel channel, long after, boolean complete)
      throws IOException {
    var id = run.row.workspaceId();
    var file = run.files.log(channel);
    if (listeners.count(RunScriptController.topic(id)) == 0) {
      return Files.size(file);
    }
    long at = after;
    for (int i = 0; i < MAX_BEHIND / CHUNK; i++) {
      var part = logs.read(file, at, CHUNK, complete);
      if (part.output().isEmpty()) {
        break;
      }
      at = part.to();
      events.publishEvent(
          new RunScriptOutput(id, run.row.run(), channel, part.from(), at, part.output()));
    }
    return at;
  }
}
