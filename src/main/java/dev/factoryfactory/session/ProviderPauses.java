package dev.factoryfactory.session;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which provider accounts are paused. Stored, so that a restart does not knock at a closed door.
 */
@Component
class ProviderPauses {

  private final ProviderPauseRepository stored;
  private final SessionProperties properties;
  private final Clock clock;
  private final Map<String, ProviderPause> pauses = new ConcurrentHashMap<>();

  ProviderPauses(ProviderPauseRepository stored, SessionProperties properties, Clock clock) {
    this.stored = stored;
    this.properties = properties;
    this.clock = clock;
  }

  /** Reads what an earlier server stored. */
  void load() {
    pauses.clear();
    stored.findAll().forEach(pause -> pauses.put(pause.account(), pause));
  }

  /** The pause of an agent's account, if it is paused. */
  Optional<ProviderPause> of(String agent) {
    return Optional.ofNullable(pauses.get(properties.accountOf(agent)));
  }

  /**
   * Pauses an agent's account. Joins the transaction in which the limit was met.
   *
   * @param until the end that the agent told, if it did
   */
  ProviderPause begin(String agent, String message, @Nullable Instant until) {
    var account = properties.accountOf(agent);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var pause =
        new ProviderPause(
            account,
            message,
            until == null ? now.plus(properties.limitPause()) : until,
            until != null,
            now);
    stored.save(pause);
    pauses.put(account, pause);
    return pause;
  }

  /** Ends the pause of an agent's account; says whether there was one. */
  boolean lift(String agent) {
    var account = properties.accountOf(agent);
    stored.delete(account);
    return pauses.remove(account) != null;
  }

  /** Ends the pauses whose time is over; says whether there were any. */
  boolean liftOver() {
    var now = clock.instant();
    var over = pauses.values().stream().filter(pause -> !now.isBefore(pause.until())).toList();
    over.forEach(
        pause -> {
          stored.delete(pause.account());
          pauses.remove(pause.account(), pause);
        });
    return !over.isEmpty();
  }
}
