package dev.factoryfactory.demo.github;

import dev.factoryfactory.demo.github.LocalRepository.LocalCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The checks of one repository's heads: what was said of them by hand, or by a script in time. */
final class LocalChecks {

  private static final long FIRST_ID = 95_528_526_000L;

  private record Planned(LocalPlan plan, Instant endsAt) {}

  private final Path bare;
  private final Clock clock;
  private final Map<String, List<LocalCheck>> current = new HashMap<>();
  private final Map<String, List<LocalCheck>> replaced = new HashMap<>();
  private final Map<Long, Planned> planned = new HashMap<>();
  private final Deque<List<LocalCheck>> outcomes = new ArrayDeque<>();
  private LocalPlan.@Nullable Script script;
  private long next = FIRST_ID;

  LocalChecks(Path bare, Clock clock) {
    this.bare = bare;
    this.clock = clock;
  }

  synchronized void say(List<LocalCheck> outcome) {
    outcomes.add(List.copyOf(outcome));
  }

  synchronized void say(String sha, List<LocalCheck> outcome) {
    current.put(sha, List.copyOf(outcome));
  }

  synchronized void follow(LocalPlan.Script next) {
    script = next;
  }

  /** The newest runs on a head; a head that is new here takes what is to be said of it. */
  synchronized List<LocalCheck> of(String sha) {
    if (sha.isEmpty()) {
      return List.of();
    }
    return current.computeIfAbsent(sha, this::begin).stream().map(this::now).toList();
  }

  /** Those that were run again, too. */
  synchronized List<LocalCheck> allOf(String sha) {
    return Stream.concat(replaced.getOrDefault(sha, List.of()).stream(), of(sha).stream()).toList();
  }

  synchronized @Nullable LocalCheck find(long id) {
    return all().filter(check -> check.id() == id).map(this::now).findFirst().orElse(null);
  }

  synchronized @Nullable String headOf(long id) {
    return Stream.concat(current.entrySet().stream(), replaced.entrySet().stream())
        .filter(entry -> entry.getValue().stream().anyMatch(check -> check.id() == id))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** Every attempt of a workflow run. */
  synchronized List<LocalCheck> ofRun(long run) {
    return all().filter(check -> check.run() == run).map(this::now).toList();
  }

  /**
   * Begins anew what fits and ended.
   *
   * @return whether anything did
   */
  synchronized boolean rerun(Predicate<LocalCheck> fits) {
    boolean any = false;
    for (var head : List.copyOf(current.keySet())) {
      var after = new ArrayList<LocalCheck>();
      for (var check : of(head)) {
        if (!fits.test(check) || check.conclusion() == null) {
          after.add(check);
          continue;
        }
        any = true;
        replaced.computeIfAbsent(head, _ -> new ArrayList<>()).add(check);
        after.add(again(head, check));
      }
      current.put(head, List.copyOf(after));
    }
    return any;
  }

  private LocalCheck again(String head, LocalCheck check) {
    int attempt = check.attempt() + 1;
    var chosen =
        script == null
            ? null
            : script.plan(new LocalHead(head, bare), attempt).stream()
                .filter(plan -> plan.name().equals(check.name()))
                .findFirst()
                .orElse(null);
    return chosen == null
        ? new LocalCheck(++next, check.name(), "IN_PROGRESS", null, "")
            .of(check.workflow(), check.run(), attempt)
            .started(clock.instant())
        : begun(chosen, check.run(), attempt);
  }

  private List<LocalCheck> begin(String sha) {
    var outcome = outcomes.poll();
    if (outcome != null || script == null) {
      return outcome == null ? List.of() : outcome;
    }
    var runs = new HashMap<String, Long>();
    return script.plan(new LocalHead(sha, bare), 1).stream()
        .map(plan -> begun(plan, runs.computeIfAbsent(plan.workflow(), _ -> ++next), 1))
        .toList();
  }

  private LocalCheck begun(LocalPlan plan, long run, int attempt) {
    var id = ++next;
    planned.put(id, new Planned(plan, clock.instant().plus(plan.takes())));
    return new LocalCheck(id, plan.name(), "IN_PROGRESS", null, "")
        .of(plan.workflow(), run, attempt)
        .started(clock.instant());
  }

  private LocalCheck now(LocalCheck check) {
    var plan = planned.get(check.id());
    return plan == null || clock.instant().isBefore(plan.endsAt())
        ? check
        : check.ended(plan.plan(), plan.endsAt());
  }

  private Stream<LocalCheck> all() {
    return Stream.concat(current.values().stream(), replaced.values().stream())
        .flatMap(List::stream);
  }
}
