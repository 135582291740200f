package dev.factoryfactory.session;

import dev.factoryfactory.kernel.SessionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Lets as many agents run as the machine is meant to bear. Who comes when no place is free waits,
 * and is started by itself when its turn comes. The order is that of coming, except that nobody
 * waits behind one whose provider account is paused. While somebody waits, agents that do nothing
 * are asked to make room.
 */
@Component
class StartLine {

  private final ProviderPauses pauses;
  private final Resources resources;
  private final int maxRunning;
  private final Set<SessionId> places = new HashSet<>();
  private final Map<SessionId, String> line = new LinkedHashMap<>();
  private Consumer<SessionId> starter = _ -> {};
  private Runnable roomMaker = () -> {};
  private boolean open;

  StartLine(ProviderPauses pauses, Resources resources, SessionProperties properties) {
    this.pauses = pauses;
    this.resources = resources;
    this.maxRunning = properties.capacity().maxRunning();
  }

  /**
   * Begins to start who waits.
   *
   * @param makingRoom ends agents that do nothing, as many as {@link #lacking} says
   */
  synchronized void open(Consumer<SessionId> starting, Runnable makingRoom) {
    starter = starting;
    roomMaker = makingRoom;
    open = true;
  }

  /** How many places would have to become free for everybody who waits for nothing else. */
  synchronized int lacking() {
    int waiting = (int) startable().count();
    if (!open || waiting == 0) {
      return 0;
    }
    return lacksMemory() ? 1 : Math.max(0, waiting - Math.max(0, maxRunning - places.size()));
  }

  /** Starts nobody any more and forgets who had a place or waited. */
  synchronized void close() {
    open = false;
    places.clear();
    line.clear();
  }

  /** Gives a place to an agent that runs already. */
  synchronized void take(SessionId session) {
    places.add(session);
  }

  /**
   * Asks for a place.
   *
   * @return what it has to wait for; empty when it has a place
   */
  synchronized Optional<Waiting> enter(SessionId session, String agent) {
    var obstacle = obstacle(session, agent);
    if (obstacle.isPresent()) {
      line.putIfAbsent(session, agent);
      makeRoom();
    } else {
      line.remove(session);
      places.add(session);
      startNext();
    }
    return obstacle;
  }

  private Optional<Waiting> obstacle(SessionId session, String agent) {
    var pause = pauses.of(agent);
    if (pause.isPresent()) {
      return pause.map(ProviderPause::waiting);
    }
    if (places.contains(session)) {
      return Optional.empty();
    }
    if (places.size() >= maxRunning || !isNext(session)) {
      return Optional.of(
          new Waiting(
              Waiting.Reason.PLACE,
              "Waits for a free place: %d of %d agents run.".formatted(places.size(), maxRunning),
              null));
    }
    return lacksMemory() ? Optional.of(memory()) : Optional.empty();
  }

  private boolean isNext(SessionId session) {
    return startable().findFirst().map(session::equals).orElse(true);
  }

  private boolean lacksMemory() {
    return !places.isEmpty() && resources.memory() >= resources.memoryLimit();
  }

  private Waiting memory() {
    return new Waiting(
        Waiting.Reason.MEMORY,
        "Waits for memory: the agents that run hold %s of %s GB."
            .formatted(gigabytes(resources.memory()), gigabytes(resources.memoryLimit())),
        null);
  }

  private static String gigabytes(long bytes) {
    return "%.1f".formatted(bytes / 1e9);
  }

  /** Gives up a place or the wait for one. */
  synchronized void leave(SessionId session) {
    resources.forget(session);
    if (line.remove(session) != null | places.remove(session)) {
      startNext();
    }
  }

  /** Gives up a place, but not the wait for another. */
  synchronized void vacate(SessionId session) {
    resources.forget(session);
    if (places.remove(session)) {
      startNext();
    }
  }

  /** Starts whoever can be started by now, in order. */
  synchronized void startNext() {
    if (open && !line.isEmpty() && !lacksMemory()) {
      startable().limit(Math.max(0, maxRunning - places.size())).forEach(this::start);
    }
    makeRoom();
  }

  private void makeRoom() {
    if (lacking() > 0) {
      Thread.startVirtualThread(roomMaker);
    }
  }

  /** Has everybody who waits look anew at what for. */
  synchronized void lookAgain() {
    if (open) {
      List.copyOf(line.keySet()).forEach(this::start);
    }
  }

  private Stream<SessionId> startable() {
    return new ArrayList<>(line.entrySet())
        .stream().filter(it -> pauses.of(it.getValue()).isEmpty()).map(Map.Entry::getKey);
  }

  private void start(SessionId session) {
    var starting = starter;
    Thread.startVirtualThread(() -> starting.accept(session));
  }
}
