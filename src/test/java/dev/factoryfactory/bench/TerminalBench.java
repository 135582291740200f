package dev.factoryfactory.bench;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Terminals of the packaged server: how long a letter takes, what a flood does, what they cost. */
public final class TerminalBench {

  private static final Path DOCUMENT = Path.of("docs/benchmarks.md");
  private static final Path FOLDER = Path.of("docs/benchmarks");
  private static final int LETTERS = 500;
  private static final int LETTERS_IN_A_LINE = 40;
  private static final long QUIET = 20;
  private static final int MEGABYTES = 100;
  private static final int MANY = 50;

  private final Results results = new Results();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Load load;
  private final String workspace;

  private TerminalBench(Load load, String workspace) {
    this.load = load;
    this.workspace = workspace;
  }

  public static void main(String... arguments) throws Exception {
    try (var load = new Load()) {
      load.addProject();
      var bench = new TerminalBench(load, load.addWorkspace());
      bench.echo();
      bench.throughput();
      bench.memory();
      bench.results.writeJson(FOLDER.resolve("terminals.json"));
      bench.results.writeInto(DOCUMENT, "terminals");
    }
  }

  private void echo() throws Exception {
    try (var typing = open()) {
      // The first letters pay for what is compiled while they are typed.
      letters(typing);
      results.put("letter typed to letter shown, p50 / p99", 1, letters(typing));
      try (var flood = open()) {
        flood.type("yes flood\r");
        flood.await("flood\r\nflood");
        long before = flood.size();
        long began = System.nanoTime();
        results.put(
            "... while another terminal floods at full speed, p50 / p99", 2, letters(typing));
        double seconds = (System.nanoTime() - began) / 1e9;
        results.put(
            "... which shows meanwhile", 2, (flood.size() - before) / 1e6 / seconds, "MB/s");
        flood.typeAndAwait("\u0003", "$ ");
      }
    }
  }

  private static Series letters(Console typing) throws InterruptedException {
    var series = new Series();
    for (int i = 0; i < LETTERS; i++) {
      if (i % LETTERS_IN_A_LINE == 0) {
        typing.typeAndAwait("\u0015", "");
        typing.typeAndAwait("\r", "$ ");
      }
      Thread.sleep(QUIET);
      series.addNanos(typing.typeAndAwait("x", "x"));
    }
    typing.type("\u0015");
    return series;
  }

  private void throughput() throws Exception {
    var line = "0123456789".repeat(10).substring(1) + "\n";
    Files.writeString(load.worktree(workspace).resolve("big.txt"), line.repeat(MEGABYTES * 10_000));
    try (var window = open()) {
      window.typeAndAwait("stty -onlcr\r", "$ ");
      double seconds = window.typeAndAwait("cat big.txt; echo end-$((1+1))\r", "end-2") / 1e9;
      results.put("cat of 100 MB until its end is shown", 1, seconds, "s");
      results.put("... of it per second", 1, MEGABYTES / seconds, "MB/s");
    }
  }

  private void memory() throws Exception {
    results.put("memory of the keeper (RSS)", 1, keeper(), "MB");
    var windows = new ArrayList<Console>();
    for (int i = 0; i < MANY; i++) {
      var window = open();
      windows.add(window);
      window.typeAndAwait("seq 1 250000; echo end-$((1+1))\r", "end-2");
    }
    results.put("memory of the keeper (RSS), all with a full scrollback", MANY, keeper(), "MB");
    results.put(
        "memory of the server (RSS), a window on each",
        MANY,
        Machine.resident(load.server().pid()),
        "MB");
    windows.forEach(Console::close);
  }

  private double keeper() {
    var home = load.home.toString();
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .filter(it -> it.contains("TerminalKeeper") && it.contains(home))
                    .isPresent())
        .mapToDouble(process -> Machine.resident(process.pid()))
        .max()
        .orElse(Double.NaN);
  }

  private Console open() throws InterruptedException {
    var terminal =
        load.server()
            .post("/workspaces/%s/terminals".formatted(workspace), Map.of())
            .path("id")
            .asString();
    var window = new Console(http, load.server(), terminal);
    window.await("$ ");
    return window;
  }

  /** What the server is started with beside the usual. */
  static List<String> options() {
    return List.of(
        "--factory-factory.terminal.max-per-workspace=100",
        "--factory-factory.terminal.on-shutdown=stop",
        "--factory-factory.terminal.shell=src/test/resources/bench-shell");
  }
}
