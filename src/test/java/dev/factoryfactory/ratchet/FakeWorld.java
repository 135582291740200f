package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.evidence.FailureContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * GitHub, git and agents of one workspace in memory: what no crash of the server touches. Agents do
 * what a script says, one step a tick.
 */
final class FakeWorld implements RatchetPullRequests, RatchetAgents, RatchetWorkspaces {

  private final String url = "https://github.com/acme/shop/pull/" + UUID.randomUUID();

  private static final byte[] RED =
      "##[group]Run mvn test\n[ERROR] COMPILATION ERROR :\n[ERROR] /src/A.java:[3,1] ';' expected\n##[error]Process completed with exit code 1.\n"
          .getBytes(StandardCharsets.UTF_8);

  /** What an agent does with an order. */
  enum Deed {
    MENDS,
    BREAKS,
    GIVES_UP,
    DIES
  }

  /** An order as the agents have it. */
  static final class Order {
    final UUID id;
    final Deed deed;
    Progress progress = Progress.WAITING;
    int deliveries = 1;
    @Nullable Instant startedAt;
    @Nullable Instant endedAt;
    boolean toldToStop;

    Order(UUID id, Deed deed) {
      this.id = id;
      this.deed = deed;
    }
  }

  private final Clock clock;
  private final Deque<Deed> script;
  final Map<UUID, Order> orders = new LinkedHashMap<>();
  final List<String> reruns = new ArrayList<>();
  final Map<String, Ci> checksOf = new LinkedHashMap<>();
  State state = State.OPEN;
  String head = sha(0);
  String local = sha(0);
  boolean approved;
  boolean personWorks;
  int merges;
  int reports;
  private int commits;

  FakeWorld(Clock clock, List<Deed> script) {
    this.clock = clock;
    this.script = new ArrayDeque<>(script);
    checksOf.put(head, Ci.FAILURE);
  }

  /** Agents get on by one step. */
  void tick() {
    for (var order : orders.values()) {
      switch (order.progress) {
        case WAITING -> {
          order.progress = order.toldToStop ? Progress.CANCELLED : Progress.RUNNING;
          order.startedAt = clock.instant();
        }
        case RUNNING -> {
          order.endedAt = clock.instant();
          order.progress =
              order.toldToStop
                  ? Progress.CANCELLED
                  : order.deed == Deed.DIES ? Progress.DIED : Progress.ENDED;
          if (order.progress == Progress.ENDED && order.deed != Deed.GIVES_UP) {
            local = sha(++commits);
            checksOf.put(local, order.deed == Deed.MENDS ? Ci.SUCCESS : Ci.FAILURE);
          }
        }
        case ENDED, CANCELLED, DIED -> {}
      }
    }
  }

  long atWork() {
    return orders.values().stream()
        .filter(it -> it.progress == Progress.WAITING || it.progress == Progress.RUNNING)
        .count();
  }

  @Override
  public Optional<Watched> find(WorkspaceId workspace) {
    return Optional.of(
        new Watched(url, 7, state, head, ci(), review(), false, null, clock.instant(), null));
  }

  @Override
  public Report report(WorkspaceId workspace) {
    reports++;
    var failed =
        ci() == Ci.FAILURE
            ? List.of(new FailedCheck("run-" + head, "build"))
            : List.<FailedCheck>of();
    return new Report(head, "task", "main", ci(), review(), false, failed, List.of(), true, null);
  }

  @Override
  public Failure failure(WorkspaceId workspace, String checkId) {
    return new Failure(RED, FailureContext.EMPTY, List.of(), null);
  }

  @Override
  public void rerun(WorkspaceId workspace, List<String> checkIds) {
    reruns.addAll(checkIds);
  }

  @Override
  public void reply(WorkspaceId workspace, String threadId, String body) {}

  @Override
  public void merge(WorkspaceId workspace, @Nullable String method, String headSha) {
    if (state == State.MERGED || !headSha.equals(head)) {
      throw new IllegalStateException("GitHub would refuse");
    }
    state = State.MERGED;
    merges++;
  }

  @Override
  public void removeBranch(WorkspaceId workspace) {}

  @Override
  public boolean isBusy(WorkspaceId workspace) {
    return personWorks || atWork() > 0;
  }

  @Override
  public Optional<SessionId> willing(
      WorkspaceId workspace, String permissions, @Nullable SessionId earlier) {
    return Optional.ofNullable(earlier);
  }

  @Override
  public void start(
      WorkspaceId workspace, SessionId session, UUID order, String prompt, String permissions) {
    var known = orders.get(order);
    if (known != null) {
      known.deliveries++;
      return;
    }
    if (atWork() > 0) {
      throw new AssertionError("Two fixers at once");
    }
    orders.put(order, new Order(order, script.isEmpty() ? Deed.MENDS : script.removeFirst()));
  }

  @Override
  public Optional<Fate> fate(SessionId session, UUID id) {
    return Optional.ofNullable(orders.get(id))
        .map(
            it ->
                new Fate(
                    it.progress,
                    "These are my last words.",
                    it.startedAt,
                    it.endedAt,
                    it.startedAt == null ? 0 : 100,
                    null,
                    null));
  }

  @Override
  public boolean cancel(SessionId session, UUID order) {
    var known = orders.get(order);
    if (known != null) {
      known.toldToStop = true;
    }
    return known == null;
  }

  @Override
  public Optional<CheckedOut> checkedOut(WorkspaceId workspace) {
    return Optional.of(new CheckedOut("task", local));
  }

  @Override
  public boolean contains(WorkspaceId workspace, String sha) {
    return sha.equals(local);
  }

  @Override
  public void push(WorkspaceId workspace) {
    head = local;
  }

  private Ci ci() {
    return checksOf.getOrDefault(head, Ci.UNKNOWN);
  }

  private Review review() {
    return approved ? Review.APPROVED : Review.NONE;
  }

  private static String sha(int number) {
    return "%040x".formatted(number + 1);
  }
}
