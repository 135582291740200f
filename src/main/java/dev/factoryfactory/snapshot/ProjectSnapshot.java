package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The picture of one project. Facets are taken over at any time, also while it is still loading;
 * what follows from them is worked out when it is told, once for all changes since the last time.
 */
final class ProjectSnapshot {

  private final ProjectId project;
  private final String epoch = UUID.randomUUID().toString();
  private final EntryWriter writer;
  private final Graveyard graveyard;
  private final Clock clock;
  private final Telling telling;
  private final Outbox<Outgoing> deltas = new Outbox<>(this::send);
  private final Journal journal = new Journal();

  private final ReentrantLock loading = new ReentrantLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<WorkspaceId, Slot> slots = new LinkedHashMap<>();
  private final Untold untold = new Untold();
  private volatile boolean loaded;
  private long sequence;
  private @Nullable Answer full;

  /** A delta on its way. */
  private record Outgoing(
      long sequence,
      Instant at,
      Untold.Cause cause,
      ToldDelta.Ids ids,
      byte[] json,
      long sinceNanos) {}

  /** What is held at one moment. */
  record State(String epoch, long sequence, int entries) {}

  ProjectSnapshot(
      ProjectId project, EntryWriter writer, Graveyard graveyard, Clock clock, Telling telling) {
    this.project = project;
    this.writer = writer;
    this.graveyard = graveyard;
    this.clock = clock;
    this.telling = telling;
  }

  ProjectId project() {
    return project;
  }

  boolean isLoaded() {
    return loaded;
  }

  /** What happened to it of late. */
  Journal journal() {
    return journal;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Fills it, once. Events that come meanwhile are taken over by the same rule as what is read, so
   * neither order does harm. A failure leaves it unloaded, and the next call tries again.
   *
   * @param read gives every facet of every kind to the consumer
   * @return whether this call filled it
   */
  boolean load(Consumer<Consumer<Facet>> read) {
    if (loaded) {
      return false;
    }
    loading.lock();
    try {
      if (loaded) {
        return false;
      }
      read.accept(facet -> accept(facet, "load"));
      return locked(this::tellBaseline);
    } finally {
      loading.unlock();
    }
  }

  /**
   * Takes a facet over if its revision is greater than the one held.
   *
   * @return whether it was
   */
  boolean accept(Facet facet, String source) {
    return locked(
        () -> {
          if (graveyard.holds(facet.workspaceId())) {
            return false;
          }
          var slot = slots.computeIfAbsent(facet.workspaceId(), _ -> new Slot());
          var accepted = slot.accept(facet, source, clock.instant());
          if (accepted) {
            untold.add(facet.workspaceId(), FacetKind.of(facet), source);
          }
          return accepted;
        });
  }

  /** Takes a workspace away for good; also one that was never heard of. */
  boolean remove(WorkspaceId workspace, String source) {
    graveyard.add(workspace);
    return locked(
        () -> {
          var removed = slots.computeIfAbsent(workspace, _ -> new Slot()).remove(source);
          if (removed) {
            untold.add(workspace, FacetKind.WORKSPACE, source);
          }
          return removed;
        });
  }

  /** Tells what changed since the last time, as one delta, or nothing when nothing shows. */
  void tell() {
    locked(
        () -> {
          tellChanges();
          return true;
        });
    deltas.drain();
  }

  /** Everything, up to date. */
  Answer full() {
    return told(this::writeFull);
  }

  /** Everything after a sequence, or everything there is when that sequence is not known. */
  Answer since(String heldEpoch, long heldSequence) {
    return told(
        () ->
            epoch.equals(heldEpoch) && heldSequence >= 0 && heldSequence <= sequence
                ? writeSince(heldSequence)
                : writeFull());
  }

  State state() {
    return told(() -> new State(epoch, sequence, size()));
  }

  /** How many entries clients were told of. */
  int size() {
    return locked(() -> shown().size());
  }

  List<Entry> entries() {
    return told(() -> shown().stream().map(WrittenEntry::entry).toList());
  }

  /** Those told of that wait for a person. */
  List<Entry> entriesThatNeedUser() {
    return locked(
        () ->
            shown().stream()
                .map(WrittenEntry::entry)
                .filter(entry -> entry.statusReason().needsUser())
                .toList());
  }

  boolean isNewer(Facet facet) {
    return locked(
        () -> {
          var slot = slots.get(facet.workspaceId());
          return slot == null ? !graveyard.holds(facet.workspaceId()) : slot.isNewer(facet);
        });
  }

  Optional<Facet> held(WorkspaceId workspace, FacetKind kind) {
    return locked(() -> Optional.ofNullable(slots.get(workspace)).map(slot -> slot.facet(kind)));
  }

  /** Those that were not taken away for good, archived ones included. */
  Set<WorkspaceId> workspaces() {
    return locked(
        () -> {
          var ids = new LinkedHashSet<WorkspaceId>();
          slots.forEach(
              (id, slot) -> {
                if (slot.facet(FacetKind.WORKSPACE) != null) {
                  ids.add(id);
                }
              });
          return ids;
        });
  }

  private boolean tellBaseline() {
    var now = clock.instant();
    slots.values().forEach(slot -> slot.tell(0, now, writer));
    untold.clear();
    loaded = true;
    return true;
  }

  private void tellChanges() {
    if (!loaded || untold.isEmpty()) {
      return;
    }
    var next = sequence + 1;
    var now = clock.instant();
    var news = untold.workspaces().stream().filter(id -> slot(id).tell(next, now, writer)).toList();
    if (!news.isEmpty()) {
      var json = writer.delta(epoch, sequence, next, entriesOf(news), goneOf(news));
      deltas.add(
          new Outgoing(next, now, untold.causeOf(news), ids(news), json, untold.sinceNanos()));
      sequence = next;
      full = null;
    }
    untold.clear();
  }

  private void send(Outgoing delta) {
    telling.tell(this, delta.json());
    var nanos = System.nanoTime() - delta.sinceNanos();
    telling.told(nanos);
    journal.add(
        ToldDelta.of(
            delta.sequence(), delta.at(), delta.cause(), delta.ids(), delta.json().length, nanos));
  }

  private ToldDelta.Ids ids(List<WorkspaceId> news) {
    var shown = news.stream().collect(Collectors.partitioningBy(id -> slot(id).told() != null));
    return new ToldDelta.Ids(
        shown.getOrDefault(true, List.of()), shown.getOrDefault(false, List.of()));
  }

  private Answer writeFull() {
    var current = full;
    if (current == null) {
      current =
          new Answer(
              epoch, sequence, writer.snapshot(project.toString(), epoch, sequence, shown()));
      full = current;
    }
    return current;
  }

  /** Each slot knows when it was last told of, so no log of deltas is needed. */
  private Answer writeSince(long heldSequence) {
    var news = new ArrayList<WorkspaceId>();
    slots.forEach(
        (id, slot) -> {
          if (slot.toldIn() > heldSequence) {
            news.add(id);
          }
        });
    return new Answer(
        epoch,
        sequence,
        writer.delta(epoch, heldSequence, sequence, entriesOf(news), goneOf(news)));
  }

  private List<WrittenEntry> entriesOf(List<WorkspaceId> ids) {
    return ids.stream().map(id -> slot(id).told()).filter(Objects::nonNull).toList();
  }

  private List<String> goneOf(List<WorkspaceId> ids) {
    return ids.stream().filter(id -> slot(id).told() == null).map(WorkspaceId::toString).toList();
  }

  private List<WrittenEntry> shown() {
    return slots.values().stream().map(Slot::told).filter(Objects::nonNull).toList();
  }

  private Slot slot(WorkspaceId id) {
    return Objects.requireNonNull(slots.get(id));
  }

  private <T> T told(Supplier<T> answer) {
    try {
      return locked(
          () -> {
            tellChanges();
            return answer.get();
          });
    } finally {
      deltas.drain();
    }
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
