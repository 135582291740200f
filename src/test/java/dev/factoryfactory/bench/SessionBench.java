package dev.factoryfactory.bench;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Many agents that talk at once: from the line an agent writes until a subscriber has it, stored
 * before. Agents, server, database and subscribers share the machine.
 */
public final class SessionBench {

  private static final Path DOCUMENT = Path.of("docs/benchmarks.md");
  private static final Path FOLDER = Path.of("docs/benchmarks");
  private static final Pattern PIECE = Pattern.compile("<(\\d+) ([\\d.]+)>");

  private static final int RATE = 200;
  private static final int SECONDS = 60;

  private final Results results = new Results();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Load load;

  private SessionBench(Load load) {
    this.load = load;
  }

  /**
   * @param arguments the numbers of sessions, ascending
   */
  public static void main(String... arguments) throws Exception {
    var sizes =
        arguments.length == 0
            ? List.of(1, 10, 50)
            : Stream.of(arguments).map(Integer::valueOf).toList();
    try (var load = new Load()) {
      load.addProject();
      var bench = new SessionBench(load);
      for (var size : sizes) {
        load.growTo(size);
        bench.measure(size);
        bench.results.writeJson(FOLDER.resolve("sessions.json"));
        bench.results.writeInto(DOCUMENT, "sessions");
        bench.results.plot(
            FOLDER.resolve("sessions.svg"),
            "Agent's line to subscriber, p50, over the number of sessions",
            List.of("agent's line to subscriber, p50 / p99"));
      }
    }
  }

  private void measure(int size) throws Exception {
    var sessions = new ArrayList<String>();
    for (var workspace : load.workspaces.subList(0, size)) {
      var made =
          load.server()
              .post("/workspaces/%s/sessions".formatted(workspace), Map.of("agent", "chatty"));
      sessions.add(made.path("id").asString());
    }
    for (var session : sessions) {
      while (!status(session).equals("IDLE")) {
        Thread.sleep(20);
      }
    }
    var subscribers = new ArrayList<Subscriber>();
    for (var session : sessions) {
      var subscriber = new Subscriber(http, load.server());
      subscriber.subscribe("e", "/topic/sessions/%s/events".formatted(session));
      subscriber.subscribe("a", "/app/sessions/%s/events".formatted(session), "after:0");
      subscriber.awaitWord("\"events\"");
      subscribers.add(subscriber);
    }
    var memory = Machine.resident(load.server().pid());
    var server = List.of(load.server().pid());
    var database = Machine.database(load.home);
    var serverCpu = Machine.cpuSeconds(server);
    var databaseCpu = Machine.cpuSeconds(database);
    for (var session : sessions) {
      load.server()
          .post("/sessions/%s/messages".formatted(session), Map.of("text", RATE + " " + SECONDS));
    }
    var series = new Series();
    var lost = 0;
    for (var subscriber : subscribers) {
      lost += follow(subscriber, series);
    }
    results.put("agent's line to subscriber, p50 / p99", size, series);
    results.put("lines lost, doubled or out of order", size, lost, "lines");
    results.put(
        "CPU of the server in the minute", size, Machine.cpuSeconds(server) - serverCpu, "s");
    results.put(
        "CPU of the database in the minute", size, Machine.cpuSeconds(database) - databaseCpu, "s");
    var grown = Machine.resident(load.server().pid()) - memory;
    results.put("memory of the server grew by", size, grown, "MB");
    subscribers.forEach(Subscriber::close);
    for (var session : sessions) {
      load.server().post("/sessions/%s/stop".formatted(session), Map.of());
    }
  }

  private String status(String session) {
    return load.server().get("/sessions/" + session).path("status").asString();
  }

  /** Reads what one subscriber was sent; answers how many lines are not where they belong. */
  private static int follow(Subscriber subscriber, Series series) throws InterruptedException {
    int wrong = 0;
    int expected = 1;
    while (expected <= RATE * SECONDS) {
      var frame = subscriber.awaitWord("agent_message");
      var arrived = millis(frame.nanos());
      var pieces = PIECE.matcher(frame.body());
      while (pieces.find()) {
        wrong += Integer.parseInt(pieces.group(1)) == expected ? 0 : 1;
        expected = Integer.parseInt(pieces.group(1)) + 1;
        series.addNanos((long) ((arrived - Double.parseDouble(pieces.group(2))) * 1e6));
      }
    }
    return wrong;
  }

  /** The time of day, in milliseconds, at a moment of the clock that only counts. */
  private static double millis(long nanos) {
    var now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) / 1e3;
    return now - (System.nanoTime() - nanos) / 1e6;
  }
}
