package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * All sessions of this server. Finds running agents again at its start, lets them go at its end.
 */
@Component
class LiveSessions implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(LiveSessions.class);

  private static final Duration STORE_LIMIT = Duration.ofSeconds(5);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(4);
  private static final Duration WATCH_PAUSE = Duration.ofMillis(500);
  private static final Duration MEASURE_PAUSE = Duration.ofSeconds(3);

  private final SessionTools tools;
  private final SessionRepository sessions;
  private final ConcurrentHashMap<SessionId, LiveSession> live = new ConcurrentHashMap<>();
  private final TaskScheduler scheduler;
  private final Clock clock;
  private final ResourceWatch resources;
  private final List<ScheduledFuture<?>> watches = new CopyOnWriteArrayList<>();
  private final ReentrantLock makingRoom = new ReentrantLock();
  private volatile boolean running;

  LiveSessions(
      SessionTools tools,
      SessionRepository sessions,
      ResourceWatch resources,
      TaskScheduler taskScheduler,
      Clock clock) {
    this.tools = tools;
    this.sessions = sessions;
    this.resources = resources;
    this.scheduler = taskScheduler;
    this.clock = clock;
  }

  LiveSession get(SessionId id) {
    return live.computeIfAbsent(id, key -> new LiveSession(key, tools));
  }

  void forget(SessionId id) {
    live.remove(id);
  }

  @Override
  public void start() {
    running = true;
    adoptAll();
    watches.add(scheduler.scheduleWithFixedDelay(this::watch, WATCH_PAUSE));
    watches.add(scheduler.scheduleWithFixedDelay(() -> resources.look(live), MEASURE_PAUSE));
  }

  @Override
  public void stop() {
    running = false;
    watches.forEach(watch -> watch.cancel(false));
    watches.clear();
    tools.line().close();
    switch (tools.properties().onShutdown()) {
      case LEAVE -> leaveAll();
      case STOP -> stopAll();
    }
  }

  private void leaveAll() {
    var left = live.values().stream().filter(LiveSession::hasProcess).count();
    if (left > 0) {
      log.info("{} agents go on without the server; the next start takes them up again", left);
    }
    detachAll();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Goes on with every session that had a process, and starts those that waited in vain. */
  void adoptAll() {
    var unfinished =
        EnumSet.of(
            SessionStatus.WAITING,
            SessionStatus.STARTING,
            SessionStatus.IDLE,
            SessionStatus.WORKING,
            SessionStatus.STOPPING);
    tools.pauses().load();
    tools.line().open(id -> get(id).start(), this::makeRoom);
    var found = sessions.findAllIn(unfinished);
    // Who runs already has a place before anybody asks for one, and the line is as it was.
    found.stream()
        .filter(session -> session.status() != SessionStatus.WAITING)
        .forEach(session -> attempt(session, LiveSession::adopt));
    found.stream()
        .filter(session -> session.status() == SessionStatus.WAITING)
        .sorted(Comparator.comparing(StoredSession::waitingSince))
        .filter(session -> tools.isReady(session.workspaceId()))
        .forEach(session -> attempt(session, LiveSession::start));
  }

  private void attempt(StoredSession session, Consumer<LiveSession> work) {
    try {
      work.accept(get(session.id()));
    } catch (RuntimeException e) {
      log.error("Could not go on with session {}", session.id(), e);
    }
  }

  /** Puts agents to sleep that do nothing, the longest idle first, for those that wait. */
  private void makeRoom() {
    makingRoom.lock();
    try {
      int ending = (int) live.values().stream().filter(LiveSession::isEnding).count();
      int needed = tools.line().lacking() - ending;
      if (needed > 0) {
        sessions.findAllIn(EnumSet.of(SessionStatus.IDLE)).stream()
            .sorted(Comparator.comparing(StoredSession::updatedAt))
            .map(session -> get(session.id()))
            .filter(LiveSession::sleep)
            .limit(needed)
            .forEach(_ -> {});
      }
    } finally {
      makingRoom.unlock();
    }
  }

  /** Others that wait for the same account learn of it at once. */
  @EventListener
  void on(ProviderPaused paused) {
    log.info("Nothing is sent to {} until {}", paused.pause().account(), paused.pause().until());
    tools.line().lookAgain();
  }

  /** Ends the pause of an agent's account before its time. */
  void lift(String agent) {
    if (tools.pauses().lift(agent)) {
      goOn();
    }
  }

  private void goOn() {
    tools.line().lookAgain();
    live.values().forEach(session -> Thread.startVirtualThread(session::goOn));
  }

  /** Looks at the sessions of which something is late; cheap while nothing is. */
  private void watch() {
    if (tools.pauses().liftOver()) {
      goOn();
    }
    var now = clock.instant();
    live.values().stream()
        .filter(session -> session.isLate(now))
        .forEach(session -> enforceLater(session));
  }

  private void enforceLater(LiveSession session) {
    Thread.startVirtualThread(() -> session.whileItRuns(tools.deadlines()::enforce));
  }

  /** Lets every agent go on without this server. */
  void detachAll() {
    tools.line().close();
    live.values().forEach(LiveSession::detach);
    live.clear();
  }

  /** Ends every agent, in good order where the database still answers in time. */
  private void stopAll() {
    awaitAll(
        STORE_LIMIT,
        session ->
            CompletableFuture.supplyAsync(session::stop, Thread::startVirtualThread)
                .thenCompose(end -> end));
    awaitAll(KILL_LIMIT, LiveSession::kill);
    detachAll();
  }

  private void awaitAll(Duration limit, Function<LiveSession, CompletableFuture<Boolean>> ending) {
    var ends =
        live.values().stream()
            .filter(LiveSession::hasProcess)
            .map(ending)
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(ends)
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(_ -> null)
        .join();
  }
}
