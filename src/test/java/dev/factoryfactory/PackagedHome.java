package dev.factoryfactory;

import static dev.factoryfactory.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * A home in which one packaged server follows another, a repository beside it, and what stories of
 * killed servers ask of them.
 */
@NullMarked
final class PackagedHome implements AutoCloseable {

  private final Path directory;
  private final Path repository;

  PackagedHome() throws IOException, InterruptedException {
    directory = Files.createTempDirectory("factory-factory-home-");
    repository = Files.createDirectory(directory.resolve("repository"));
    git("init", "--quiet", "--initial-branch=main");
  }

  /** Writes a file of the repository. */
  void write(String name, String content) throws IOException {
    Files.writeString(repository.resolve(name), content);
  }

  void commit(String message) throws IOException, InterruptedException {
    git("add", "--all");
    git("-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", message);
  }

  void git(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
  }

  PackagedServer start() throws IOException {
    return PackagedServer.start(directory.resolve("home"));
  }

  /** Adds the repository as a project; answers its id. */
  String addTo(PackagedServer server) {
    return text(server.post("/projects", Map.of("path", repository.toString())), "id");
  }

  /** Makes a workspace and waits until it is ready; answers its id. */
  static String ready(PackagedServer server, String project, Map<String, String> request) {
    var id = text(server.post("/projects/" + project + "/workspaces", request), "id");
    awaitStatus(server, id, "READY");
    return id;
  }

  static void awaitStatus(PackagedServer server, String workspace, String status) {
    eventually()
        .until(() -> text(server.get("/workspaces/" + workspace), "status"), status::equals);
  }

  static Path worktree(PackagedServer server, String workspace) {
    return Path.of(text(server.get("/workspaces/" + workspace), "worktreePath"));
  }

  static String text(JsonNode node, String field) {
    return node.path(field).asString();
  }

  @Override
  public void close() {
    FileSystemUtils.deleteRecursively(directory.toFile());
  }
}
