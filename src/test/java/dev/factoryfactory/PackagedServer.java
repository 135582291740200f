package dev.factoryfactory;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged jar as a process of its own, to be talked to and killed. */
@NullMarked
public final class PackagedServer {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path home;
  private final int port;
  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();

  private PackagedServer(Path home, int port, Process process) {
    this.home = home;
    this.port = port;
    this.process = process;
  }

  /** Starts the jar with the demo's agent on a home and waits until it says where it is. */
  static PackagedServer start(Path home) throws IOException {
    return start(
        home,
        List.of(java(), "-jar", jar().toString()),
        List.of(
            "--spring.profiles.active=demo",
            "--factory-factory.demo.github=false",
            // The demo's own agents take places too.
            "--factory-factory.session.capacity.max-running=100",
            // A clean stop, unlike a kill, leaves nothing of the test running.
            "--factory-factory.session.on-shutdown=stop",
            "--factory-factory.run-script.on-shutdown=stop",
            "--factory-factory.terminal.on-shutdown=stop",
            "--factory-factory.terminal.shell=src/test/resources/plain-shell"));
  }

  /** Starts what a command runs on a home, with options for the server. */
  public static PackagedServer start(Path home, List<String> program, List<String> options)
      throws IOException {
    int port = freePort();
    var command = new ArrayList<String>(program);
    command.add("--server.port=" + port);
    command.add("--factory-factory.web.open-browser=never");
    command.addAll(options);
    var builder = new ProcessBuilder(command);
    builder.environment().put("FACTORY_FACTORY_HOME", home.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.redirectErrorStream(true).start();
    var said = new ArrayList<String>();
    var output = process.inputReader();
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      said.add(line);
      if (line.contains("/sign-in?code=")) {
        // Goes on reading, so that the server never waits for somebody to listen.
        Thread.ofVirtual().start(() -> readOn(output));
        return new PackagedServer(home, port, process);
      }
    }
    throw new IllegalStateException("The server did not start:\n" + String.join("\n", said));
  }

  private static void readOn(Reader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException ended) {
      // The process and its output are gone, which is what a test that kills it wants.
    }
  }

  /** Ends the server as a crash does: nothing of it runs any more, nothing is cleaned up. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Ends the server as a person does. */
  public void stop() {
    process.destroy();
    process.onExit().join();
  }

  public JsonNode get(String path) {
    return call("GET", path, null);
  }

  public JsonNode post(String path, Map<String, ?> body) {
    return call("POST", path, body);
  }

  public JsonNode put(String path, Map<String, ?> body) {
    return call("PUT", path, body);
  }

  public JsonNode patch(String path, Map<String, ?> body) {
    return call("PATCH", path, body);
  }

  public long pid() {
    return process.pid();
  }

  public int port() {
    return port;
  }

  /** What scripts show to be let in. */
  public String token() {
    try {
      return Files.readString(home.resolve("token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode call(String method, String path, @Nullable Map<String, ?> body) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api" + path))
              .header("Authorization", "Bearer " + token())
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
              .build();
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
            "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
      }
      return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The JVM that runs this. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The jar with everything in it. */
  public static Path jar() throws IOException {
    try (var jars = Files.newDirectoryStream(Path.of("target"), "factory-factory-*.jar")) {
      return jars.iterator().next();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
