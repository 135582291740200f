package dev.factoryfactory.snapshot;

import static dev.factoryfactory.snapshot.Samples.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.github.PullRequest;
import dev.factoryfactory.github.PullRequestFacet;
import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.RatchetFacet;
import dev.factoryfactory.ratchet.RatchetState;
import dev.factoryfactory.runscript.RunScriptFacet;
import dev.factoryfactory.runscript.RunScriptStatus;
import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.terminal.TerminalFacet;
import dev.factoryfactory.workspace.GitFacet;
import dev.factoryfactory.workspace.SetupState;
import dev.factoryfactory.workspace.WorkspaceFacet;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Owners with their truth, events under way, one snapshot and those who listen to it. */
final class World {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<Integer, WorkspaceFacet> workspaces = new HashMap<>();
  private final Map<Integer, GitFacet> git = new HashMap<>();
  private final Map<Integer, SessionFacet> sessions = new HashMap<>();
  private final Map<Integer, PullRequestFacet> pullRequests = new HashMap<>();
  private final Map<Integer, RatchetFacet> ratchets = new HashMap<>();
  private final Map<Integer, TerminalFacet> terminals = new HashMap<>();
  private final Map<Integer, RunScriptFacet> runScripts = new HashMap<>();
  private final Set<Integer> removed = new HashSet<>();
  private final Set<WorkspaceId> goneAndHeardOf = new HashSet<>();
  private final List<Event> underWay = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final Graveyard graveyard = new Graveyard();
  private long revisions;
  private ProjectSnapshot snapshot = load();

  private sealed interface Event {

    record Changed(Facet facet) implements Event {}

    record Removed(int workspace) implements Event {}
  }

  private static final class Listener {

    private final Replica replica = new Replica();
    private boolean deaf;
  }

  void rename(int workspace) {
    var now = workspaces.get(workspace);
    var status = now == null ? WorkspaceStatus.NEW : now.status();
    change(workspace, status);
  }

  void move(int workspace, WorkspaceStatus status) {
    change(workspace, status);
  }

  void edit(int workspace, int files) {
    if (!removed.contains(workspace)) {
      announce(git, workspace, Samples.git(workspace, ++revisions, files));
    }
  }

  void work(int workspace, SessionStatus status) {
    if (!removed.contains(workspace)) {
      var facet = Samples.sessions(workspace, ++revisions, Samples.summary(workspace, status));
      announce(sessions, workspace, facet);
    }
  }

  void check(int workspace, int ci) {
    if (!removed.contains(workspace)) {
      var linked = Samples.pullRequest(PullRequest.Ci.values()[ci % 4]);
      var facet = new PullRequestFacet(PROJECT, Samples.workspace(workspace), ++revisions, linked);
      announce(pullRequests, workspace, facet);
    }
  }

  void fix(int workspace, int state) {
    if (!removed.contains(workspace)) {
      var next = RatchetState.values()[state % RatchetState.values().length];
      var id = Samples.workspace(workspace);
      announce(ratchets, workspace, new RatchetFacet(PROJECT, id, ++revisions, true, next));
    }
  }

  void open(int workspace, int count) {
    if (!removed.contains(workspace)) {
      var summaries =
          IntStream.range(0, count % 3)
              .mapToObj(i -> new TerminalFacet.Summary("t" + i, "zsh", Samples.NOON))
              .toList();
      var id = Samples.workspace(workspace);
      announce(terminals, workspace, new TerminalFacet(PROJECT, id, ++revisions, summaries));
    }
  }

  void serve(int workspace, int status) {
    if (!removed.contains(workspace)) {
      var next = RunScriptStatus.values()[status % RunScriptStatus.values().length];
      var id = Samples.workspace(workspace);
      announce(
          runScripts,
          workspace,
          new RunScriptFacet(PROJECT, id, ++revisions, next, 3000, 3000, null, null, null, null));
    }
  }

  void remove(int workspace) {
    if (workspaces.remove(workspace) != null) {
      owners().forEach(owner -> owner.remove(workspace));
      removed.add(workspace);
      underWay.add(new Event.Removed(workspace));
    }
  }

  void deliver(int which, boolean again) {
    if (!underWay.isEmpty()) {
      var index = which % underWay.size();
      bring(again ? underWay.get(index) : underWay.remove(index));
    }
  }

  void deliverAll() {
    while (!underWay.isEmpty()) {
      bring(underWay.removeFirst());
    }
  }

  void lose(int which) {
    if (!underWay.isEmpty()) {
      underWay.remove(which % underWay.size());
    }
  }

  void tell() {
    snapshot.tell();
  }

  void reconcile() {
    facets().forEach(facet -> snapshot.accept(facet, "reconciler"));
    for (var id : snapshot.workspaces()) {
      if (workspaces.keySet().stream().map(Samples::workspace).noneMatch(id::equals)) {
        snapshot.remove(id, "reconciler");
        goneAndHeardOf.add(id);
      }
    }
  }

  /** What a drop and the next use do; who listens notices by the epoch. */
  void reload() {
    snapshot = load();
  }

  void join() {
    var listener = new Listener();
    listener.replica.take(snapshot.full().json());
    listeners.add(listener);
  }

  void deafen(int which) {
    if (!listeners.isEmpty()) {
      var listener = listeners.get(which % listeners.size());
      listener.deaf = !listener.deaf;
      if (!listener.deaf) {
        catchUp(listener);
      }
    }
  }

  List<Replica> replicas() {
    listeners.forEach(this::catchUp);
    return listeners.stream().map(it -> it.replica).toList();
  }

  private Set<WorkspaceId> shown() {
    var ids = new HashSet<WorkspaceId>();
    snapshot.entries().forEach(entry -> ids.add(entry.workspaceId()));
    return ids;
  }

  boolean showsWhatIsGone() {
    return shown().stream().anyMatch(goneAndHeardOf::contains);
  }

  void assertTruth() {
    var shown = new HashMap<WorkspaceId, Entry>();
    snapshot.entries().forEach(entry -> shown.put(entry.workspaceId(), entry));
    var visible =
        workspaces.values().stream().filter(it -> it.status() != WorkspaceStatus.ARCHIVED).toList();
    assertThat(shown).hasSize(visible.size());
    for (var workspace : visible) {
      var number = number(workspace.workspaceId());
      var truth =
          Entry.of(
              new WorkspaceFacts(
                  workspace,
                  git.get(number),
                  pullRequests.get(number),
                  sessions.get(number),
                  ratchets.get(number),
                  terminals.get(number),
                  runScripts.get(number)),
              new Entry.Stamp(0, Samples.NOON, "", Map.of()));
      var entry = Objects.requireNonNull(shown.get(workspace.workspaceId()));
      assertThat(entry.showsTheSameAs(truth)).as("%s is %s", entry, truth).isTrue();
    }
  }

  void assertHoldsTheSame(Replica replica) {
    var entries = new TreeMap<String, JsonNode>();
    JSON.readTree(snapshot.full().json())
        .path("entries")
        .forEach(entry -> entries.put(entry.path("workspaceId").asString(), entry));
    assertThat(replica.sequence()).isEqualTo(snapshot.full().sequence());
    assertThat(replica.entries()).isEqualTo(entries);
  }

  private void change(int workspace, WorkspaceStatus status) {
    if (!removed.contains(workspace)) {
      var revision = ++revisions;
      var name = "w" + workspace + "-" + revision % 3;
      var facet = Samples.facet(workspace, revision, name, status, SetupState.NONE);
      announce(workspaces, workspace, facet);
    }
  }

  private <F extends Facet> void announce(Map<Integer, F> owner, int workspace, F facet) {
    owner.put(workspace, facet);
    underWay.add(new Event.Changed(facet));
  }

  private void bring(Event event) {
    switch (event) {
      case Event.Changed changed -> snapshot.accept(changed.facet(), "event");
      case Event.Removed gone -> {
        snapshot.remove(Samples.workspace(gone.workspace()), "event");
        goneAndHeardOf.add(Samples.workspace(gone.workspace()));
      }
    }
  }

  private ProjectSnapshot load() {
    var fresh =
        new ProjectSnapshot(
            Samples.PROJECT,
            new EntryWriter(JSON),
            graveyard,
            Clock.fixed(Samples.NOON, ZoneOffset.UTC),
            (_, delta) -> publish(delta));
    fresh.load(reader -> facets().forEach(reader));
    return fresh;
  }

  private void publish(byte[] delta) {
    for (var listener : listeners) {
      if (!listener.deaf && !listener.replica.hear(delta)) {
        catchUp(listener);
      }
    }
  }

  private void catchUp(Listener listener) {
    var missed = snapshot.since(listener.replica.epoch(), listener.replica.sequence());
    listener.replica.take(missed.json());
  }

  private Stream<Facet> facets() {
    return owners().flatMap(owner -> owner.values().stream());
  }

  private Stream<Map<Integer, ? extends Facet>> owners() {
    return Stream.of(workspaces, git, pullRequests, sessions, ratchets, terminals, runScripts);
  }

  private static int number(WorkspaceId id) {
    return (int) id.value().getLeastSignificantBits();
  }
}
