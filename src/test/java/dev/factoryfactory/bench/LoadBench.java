package dev.factoryfactory.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged server under load, with real worktrees, at growing numbers of workspaces. Load
 * generator and server share the machine, so the figures are an upper bound.
 */
public final class LoadBench {

  private static final Path DOCUMENT = Path.of("docs/benchmarks.md");
  private static final Path FOLDER = Path.of("docs/benchmarks");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int CHANGES = 100;
  private static final List<Integer> AUDIENCES = List.of(1, 50, 500);

  private final Results results = new Results();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Set<String> switchedOn = new HashSet<>();
  private int renames;
  private final Load load;
  private final Requests requests;

  private LoadBench(Load load) {
    this.load = load;
    this.requests = new Requests(http, load);
  }

  /**
   * @param arguments the numbers of workspaces, ascending
   */
  public static void main(String... arguments) throws Exception {
    var sizes =
        arguments.length == 0
            ? List.of(10, 100, 500, 1000)
            : Stream.of(arguments).map(Integer::valueOf).toList();
    try (var load = new Load()) {
      var bench = new LoadBench(load);
      bench.results.put("first start ever to health", 0, load.healthSeconds(), "s");
      load.addProject();
      bench.creation(0);
      for (var size : sizes) {
        bench.stage(size);
        // A long run that is cut off has told all it knew until then.
        bench.write();
      }
    }
  }

  private void stage(int size) throws Exception {
    load.growTo(size);
    load.restart();
    results.put("start to health, warm", size, load.healthSeconds(), "s");
    var began = System.nanoTime();
    load.server().get("/projects/%s/snapshot".formatted(load.project()));
    results.put("first full snapshot after that", size, (System.nanoTime() - began) / 1e6, "ms");
    settle(size);
    memory(size, "after a start");
    floor(size);
    for (var audience : AUDIENCES) {
      deliveries(size, audience);
    }
    inside(size);
    kinds(size);
    requests(size);
    catchUp(size);
    reconcile(size);
    commit(size);
    creation(size);
    idle(size);
  }

  /** The first reading of git in all worktrees. */
  private void settle(int size) throws InterruptedException {
    var began = System.nanoTime();
    var cpu = serverCpu();
    while (requests.snapshotBody().contains("\"git\":null")) {
      Thread.sleep(100);
    }
    results.put("all git facts read after a start", size, (System.nanoTime() - began) / 1e9, "s");
    results.put("... CPU of it", size, serverCpu() - cpu, "s");
  }

  /** What a request costs that does nothing, after quiet as well: what the machine takes anyway. */
  private void floor(int size) throws Exception {
    var series = new Series();
    for (int i = 0; i < CHANGES; i++) {
      Thread.sleep(Crowd.QUIET);
      var began = System.nanoTime();
      http.send(requests.request("/api/health").build(), BodyHandlers.discarding());
      series.addNanos(System.nanoTime() - began);
    }
    results.put("GET health after quiet, p50 / p99", size, series);
  }

  /** The server's own measure of the deltas that were just told. */
  private void inside(int size) {
    var told =
        load.server()
            .get("/projects/%s/snapshot/inspection".formatted(load.project()))
            .path("deliveryMs");
    results.put("... of it facet to broker, p50", size, told.path("p50").asDouble(), "ms");
    results.put("... of it facet to broker, p95", size, told.path("p95").asDouble(), "ms");
  }

  private void deliveries(int size, int audience) throws Exception {
    try (var all = new Crowd(http, load, audience)) {
      var name = "switch to last of %d subscribers, p50 / p99".formatted(audience);
      results.put(name, size, all.measure(CHANGES, this::toggle));
    }
  }

  private void kinds(int size) throws Exception {
    try (var one = new Crowd(http, load, 50)) {
      results.put("rename to last of 50, p50 / p99", size, one.measure(CHANGES, this::rename));
      results.put("session started to last of 50, p50 / p99", size, one.measure(20, this::session));
      results.put(
          "run script started to last of 50, p50 / p99",
          size,
          one.measure(Math.min(20, size), this::serve));
      results.put("file saved outside to subscriber, p50 / p99", size, one.measure(10, this::edit));
    }
    endSessions();
  }

  private void toggle(String workspace, int number) {
    var on = switchedOn.add(workspace);
    if (!on) {
      switchedOn.remove(workspace);
    }
    load.server().patch("/workspaces/" + workspace, Map.of("ratchet", on));
  }

  private void rename(String workspace, int number) {
    load.server().patch("/workspaces/" + workspace, Map.of("name", "renamed " + ++renames));
  }

  private void session(String workspace, int number) {
    load.server().post("/workspaces/" + workspace + "/sessions", Map.of("agent", "silent"));
  }

  private void serve(String workspace, int number) {
    load.server().post("/workspaces/%s/run-script/start".formatted(workspace), Map.of());
  }

  private void edit(String workspace, int number) {
    try {
      Files.writeString(
          load.worktree(workspace).resolve("src/part03/File030.java"),
          "// " + number + "\n",
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void endSessions() {
    for (var workspace : load.workspaces.subList(0, Math.min(20, load.workspaces.size()))) {
      load.server().post("/workspaces/%s/run-script/stop".formatted(workspace), Map.of());
      load.server()
          .get("/workspaces/%s/sessions".formatted(workspace))
          .forEach(
              session ->
                  load.server()
                      .post(
                          "/sessions/%s/stop".formatted(session.path("id").asString()), Map.of()));
    }
  }

  private void requests(int size) throws Exception {
    var body = requests.snapshotBody().getBytes(StandardCharsets.UTF_8);
    results.put("snapshot", size, body.length / 1024.0, "KB");
    results.put("snapshot, gzip", size, Requests.gzip(body).length / 1024.0, "KB");
    var plain = requests.snapshotRequest().build();
    results.put("GET snapshot, p50 / p99", size, requests.sequence(plain));
    var zipped = requests.snapshotRequest().header("Accept-Encoding", "gzip").build();
    results.put("GET snapshot, gzip, p50 / p99", size, requests.sequence(zipped));
    results.put("GET snapshot, gzip", size, requests.rate(zipped), "per second");
    var tag =
        http.send(plain, BodyHandlers.discarding()).headers().firstValue("ETag").orElseThrow();
    var known = requests.snapshotRequest().header("If-None-Match", tag).build();
    results.put("GET snapshot, unchanged, p50 / p99", size, requests.sequence(known));
    var connect = new Series();
    for (int i = 0; i < 30; i++) {
      var began = System.nanoTime();
      try (var subscriber = new Subscriber(http, load.server())) {
        subscriber.subscribe("s", "/app/projects/%s/snapshot".formatted(load.project()));
        connect.addNanos(subscriber.awaitWord("\"entries\"").nanos() - began);
      }
    }
    results.put("connect to full snapshot over STOMP, p50 / p99", size, connect);
  }

  private void catchUp(int size) throws Exception {
    var held = JSON.readTree(requests.snapshotBody());
    var changed = Math.min(10, size);
    for (int i = 0; i < changed; i++) {
      rename(load.workspaces.get(i), 1000 + i);
    }
    var since =
        requests
            .request(
                "/api/projects/%s/snapshot?epoch=%s&after=%d"
                    .formatted(
                        load.project(),
                        held.path("epoch").asString(),
                        held.path("sequence").asLong()))
            .build();
    var answer = http.send(since, BodyHandlers.ofString()).body();
    results.put("catch-up with 10 changed entries", size, answer.length() / 1024.0, "KB");
    results.put("catch-up with 10 changed entries, p50 / p99", size, requests.sequence(since));
  }

  private void reconcile(int size) {
    var wall = new Series();
    var cpu = allCpu();
    var runs = 10;
    for (int i = 0; i < runs; i++) {
      var began = System.nanoTime();
      load.server().post("/projects/%s/snapshot/reconcile".formatted(load.project()), Map.of());
      wall.addNanos(System.nanoTime() - began);
    }
    results.put("reconcile, p50 / p99", size, wall);
    results.put("reconcile, CPU with database", size, (allCpu() - cpu) / runs * 1000, "ms");
  }

  private void commit(int size) throws Exception {
    var workspace = load.workspaces.get(size / 2);
    var cpu = allCpu();
    try (var crowd = new Crowd(http, load, 1)) {
      edit(workspace, 1);
      crowd.one().awaitWord(workspace);
      var began = System.nanoTime();
      Load.commit(load.worktree(workspace), "Measure");
      var seen = crowd.one().awaitWord(workspace).nanos();
      results.put("commit in one worktree to subscriber", size, (seen - began) / 1e6, "ms");
    }
    Thread.sleep(10_000);
    results.put("... CPU in the 10 s after it", size, allCpu() - cpu, "s");
  }

  private void creation(int size) throws Exception {
    var single = new Series();
    for (int i = 0; i < 10; i++) {
      var began = System.nanoTime();
      load.addWorkspace();
      single.addNanos(System.nanoTime() - began);
    }
    results.put("workspace to READY, p50 / p99", size, single);
    var began = System.nanoTime();
    var ten = new ArrayList<String>();
    for (int i = 0; i < 10; i++) {
      ten.add(load.requestWorkspace());
    }
    for (var id : ten) {
      load.awaitReady(id);
    }
    results.put("ten workspaces at once to READY", size, (System.nanoTime() - began) / 1e6, "ms");
  }

  private void idle(int size) throws Exception {
    Thread.sleep(5_000);
    var server = List.of(load.server().pid());
    var database = Machine.database(load.home);
    var serverBefore = Machine.cpuSeconds(server);
    var databaseBefore = Machine.cpuSeconds(database);
    var gitBefore = gitProcesses();
    try (var crowd = new Crowd(http, load, 1)) {
      Thread.sleep(60_000);
      crowd.one().forget();
    }
    var serverCpu = Machine.cpuSeconds(server) - serverBefore;
    var databaseCpu = Machine.cpuSeconds(database) - databaseBefore;
    results.put("idle minute, CPU of the server", size, serverCpu, "s");
    results.put("idle minute, CPU of the database", size, databaseCpu, "s");
    results.put("idle minute, git processes", size, gitProcesses() - gitBefore, "processes");
    memory(size, "after all this");
    results.put("inotify watches", size, Machine.watches(load.server().pid()), "watches");
  }

  private void memory(int size, String when) {
    var server = Machine.resident(load.server().pid());
    results.put("memory of the server (RSS) " + when, size, server, "MB");
    var database =
        Machine.database(load.home).stream().filter(LoadBench::runs).mapToDouble(Machine::memory);
    results.put("memory of the database (PSS) " + when, size, database.sum(), "MB");
  }

  private static boolean runs(long pid) {
    return Files.exists(Path.of("/proc/" + pid + "/smaps_rollup"));
  }

  private double gitProcesses() throws IOException, InterruptedException {
    var answer =
        http.send(
            requests.request("/actuator/metrics/factory-factory.git.processes").build(),
            BodyHandlers.ofString());
    return answer.statusCode() == 200
        ? JSON.readTree(answer.body()).path("measurements").path(0).path("value").asDouble()
        : Double.NaN;
  }

  private double serverCpu() {
    return Machine.cpuSeconds(load.server().pid());
  }

  private double allCpu() {
    return serverCpu() + Machine.cpuSeconds(Machine.database(load.home));
  }

  private void write() throws IOException {
    results.writeJson(FOLDER.resolve("load.json"));
    results.writeInto(DOCUMENT, "load");
    results.plot(
        FOLDER.resolve("delivery.svg"),
        "A change until the last subscriber has it, median in ms",
        AUDIENCES.stream().map("switch to last of %d subscribers, p50 / p99"::formatted).toList());
    results.plot(
        FOLDER.resolve("cost.svg"),
        "What an idle minute and memory cost",
        List.of(
            "idle minute, CPU of the server",
            "idle minute, CPU of the database",
            "memory of the server (RSS) after a start",
            "inotify watches"));
  }
}
