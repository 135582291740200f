package dev.factoryfactory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * Many agents, turns and messages at once while the server is killed, as often as it takes. What is
 * tagged {@code soak} does the same for longer.
 */
@NullMarked
class OutliveIT {

  private Path home = Path.of(".");
  private Path repository = Path.of(".");
  private @Nullable PackagedServer server;

  @BeforeEach
  void makeRepository() throws Exception {
    home = Files.createTempDirectory("factory-factory-outlive-");
    repository = Files.createDirectory(home.resolve("repository"));
    git("init", "--quiet", "--initial-branch=main");
    git("config", "user.name", "T");
    git("config", "user.email", "t@example.org");
    git("commit", "--quiet", "--allow-empty", "-m", "Start");
  }

  /** A clean stop ends every agent, whatever became of the test. */
  @AfterEach
  void end() {
    if (server != null) {
      server.stop();
    }
    FileSystemUtils.deleteRecursively(home.toFile());
  }

  @Test
  void aFewTurnsOutliveAKilledServer() throws IOException {
    turnsOutliveAKilledServer(4, 10);
  }

  @Test
  @Tag("soak")
  void twentyTurnsOutliveAKilledServer() throws IOException {
    turnsOutliveAKilledServer(20, 60);
  }

  /** Every third agent asks for permission, the others talk for as many seconds. */
  private void turnsOutliveAKilledServer(int count, int seconds) throws IOException {
    var first = start();
    var workspace = workspace(first);
    var sessions = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      sessions.add(session(first, workspace));
    }
    var asking = IntStream.range(0, count).filter(i -> i % 3 == 2).mapToObj(sessions::get).toList();
    var talking = sessions.stream().filter(id -> !asking.contains(id)).toList();
    sessions.forEach(id -> awaitStatus(first, id, "IDLE"));
    asking.forEach(id -> message(first, id, "m", "@ask"));
    talking.forEach(id -> message(first, id, "m", "@slow " + seconds));
    asking.forEach(id -> eventually().until(() -> !requests(first, id).isEmpty()));
    talking.forEach(id -> eventually().until(() -> spoken(first, id).contains("tick 3 ")));
    var pids = of(sessions, id -> pid(first, id));
    var open = of(asking, id -> requests(first, id));
    var before = of(sessions, id -> events(first, id));
    assertThat(before.values().stream().flatMap(List::stream).map(event -> text(event, "type")))
        .as("all turns run")
        .doesNotContain("turn_ended");

    first.kill();
    var next = start();
    assertThat(of(sessions, id -> pid(next, id))).as("the same agents go on").isEqualTo(pids);
    assertThat(of(asking, id -> requests(next, id))).as("all is still asked").isEqualTo(open);
    asking.forEach(id -> allow(next, id));
    sessions.forEach(id -> eventually().until(() -> ofType(next, id, "turn_ended").size() == 1));

    sessions.forEach(id -> assertGoesOn(before.getOrDefault(id, List.of()), events(next, id)));
    var said =
        IntStream.range(0, seconds * 10)
            .mapToObj(i -> "tick " + i + " ")
            .collect(Collectors.joining());
    talking.forEach(id -> assertThat(spoken(next, id)).isEqualTo(said));
    asking.forEach(id -> assertThat(spoken(next, id)).endsWith("Thank you, I have looked."));
  }

  private PackagedServer start() throws IOException {
    var started = PackagedServer.start(home.resolve("home"));
    server = started;
    return started;
  }

  /** Nothing of the transcript is lost, changed or doubled. */
  private static void assertGoesOn(List<JsonNode> before, List<JsonNode> all) {
    assertThat(all.subList(0, before.size())).isEqualTo(before);
    assertThat(all.stream().map(event -> event.path("sequence").asInt()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, all.size()).boxed().toList());
    assertThat(all.stream().filter(event -> text(event, "type").equals("turn_ended")))
        .extracting(event -> text(event.path("data"), "stopReason"))
        .containsExactly("end_turn");
  }

  private static void allow(PackagedServer server, String session) {
    var request = text(requests(server, session).getFirst(), "requestId");
    server.post(
        "/sessions/%s/permissions/%s".formatted(session, request),
        Map.of("optionId", "allow-once"));
  }

  @Test
  void messagesSurviveAFewKills() throws IOException, InterruptedException {
    messagesSurviveKills(2);
  }

  @Test
  @Tag("soak")
  void messagesSurviveAHundredKills() throws IOException, InterruptedException {
    messagesSurviveKills(100);
  }

  /** Four messages each time; the last may get no answer any more, so it is sent again. */
  private void messagesSurviveKills(int kills) throws IOException, InterruptedException {
    var present = start();
    var workspace = workspace(present);
    var session = session(present, workspace);
    awaitStatus(present, session, "IDLE");
    var sent = new ArrayList<String>();
    for (int kill = 0; kill < kills; kill++) {
      for (int i = 0; i < 3; i++) {
        sent.add("m" + sent.size());
        message(present, session, sent.getLast(), "@note " + sent.getLast());
      }
      var unsure = "m" + sent.size();
      var dying = present;
      var last = Thread.ofVirtual().start(() -> tryMessage(dying, session, unsure));
      // A little later each time: from before the message arrives to after it was delivered.
      last.join(Duration.ofMillis(1 + 2L * (kill % 20)));
      present.kill();
      last.join();
      present = start();
      sent.add(unsure);
      message(present, session, unsure, "@note " + unsure);
    }
    var end = present;
    eventually().until(() -> ofType(end, session, "turn_ended").size() == sent.size());
    assertThat(Files.readAllLines(worktree(end, workspace).resolve("notes.txt")))
        .as("each message was delivered once, in order")
        .isEqualTo(sent);
    assertThat(ofType(end, session, "user_message"))
        .extracting(event -> text(event.path("data"), "messageId"))
        .isEqualTo(sent);
  }

  private static void tryMessage(PackagedServer server, String session, String id) {
    try {
      message(server, session, id, "@note " + id);
    } catch (UncheckedIOException died) {
      // Whether it arrived is what nobody knows: it is sent again.
      assertThat(died.getCause()).isInstanceOf(IOException.class);
    }
  }

  private String workspace(PackagedServer server) {
    var project = text(server.post("/projects", Map.of("path", repository.toString())), "id");
    var workspace =
        text(server.post("/projects/" + project + "/workspaces", Map.of("name", "One")), "id");
    eventually()
        .until(() -> text(server.get("/workspaces/" + workspace), "status"), "READY"::equals);
    return workspace;
  }

  private static String session(PackagedServer server, String workspace) {
    return text(
        server.post("/workspaces/" + workspace + "/sessions", Map.of("agent", "demo")), "id");
  }

  private static void message(PackagedServer server, String session, String id, String text) {
    server.post("/sessions/" + session + "/messages", Map.of("id", id, "text", text));
  }

  private static <T> Map<String, T> of(List<String> sessions, Function<String, T> what) {
    return sessions.stream().collect(Collectors.toMap(id -> id, what));
  }

  private static void awaitStatus(PackagedServer server, String session, String status) {
    eventually().until(() -> text(server.get("/sessions/" + session), "status"), status::equals);
  }

  private static long pid(PackagedServer server, String session) {
    return server.get("/sessions/" + session).path("process").path("pid").asLong(0);
  }

  private static List<JsonNode> requests(PackagedServer server, String session) {
    return server.get("/sessions/" + session).path("pendingRequests").valueStream().toList();
  }

  private static Path worktree(PackagedServer server, String workspace) {
    return Path.of(text(server.get("/workspaces/" + workspace), "worktreePath"));
  }

  private static String spoken(PackagedServer server, String session) {
    return ofType(server, session, "agent_message").stream()
        .map(event -> text(event.path("data"), "text"))
        .collect(Collectors.joining());
  }

  private static List<JsonNode> ofType(PackagedServer server, String session, String type) {
    return events(server, session).stream()
        .filter(event -> text(event, "type").equals(type))
        .toList();
  }

  private static List<JsonNode> events(PackagedServer server, String session) {
    var all = new ArrayList<JsonNode>();
    for (int held = -1; held < all.size(); ) {
      held = all.size();
      var page = "/sessions/%s/events?limit=1000&after=%d".formatted(session, held);
      server.get(page).valueStream().forEach(all::add);
    }
    return all;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString();
  }

  private static ConditionFactory eventually() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(50))
        .pollDelay(Duration.ZERO);
  }

  private void git(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add("git");
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .start();
    var output = process.inputReader().lines().collect(Collectors.joining("\n"));
    assertThat(process.waitFor()).as(output).isZero();
  }
}
