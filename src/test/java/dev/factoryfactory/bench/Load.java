package dev.factoryfactory.bench;

import dev.factoryfactory.PackagedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A server with a project of 200 files and as many workspaces as asked for. */
final class Load implements AutoCloseable {

  private static final int FILES = 200;
  private static final int FILES_IN_A_FOLDER = 10;

  /** What {@code -Pdist} made. */
  private static final List<String> PROGRAM =
      List.of(Path.of("target/factory-factory/factory-factory").toAbsolutePath().toString());

  private static final List<String> OPTIONS =
      List.of(
          // An agent that never says a word: a process and a session, and no model.
          "--factory-factory.session.agents.silent.command=sleep",
          "--factory-factory.session.agents.silent.args[0]=100000",
          "--factory-factory.session.agents.chatty.command=node",
          "--factory-factory.session.agents.chatty.args[0]="
              + Path.of("src/test/resources/bench/chatty-agent.mjs").toAbsolutePath(),
          "--factory-factory.session.on-shutdown=stop",
          "--factory-factory.run-script.on-shutdown=stop");

  final Path home;
  final Path repository;
  final List<String> workspaces = new ArrayList<>();
  private final Map<String, Path> worktrees = new HashMap<>();
  private PackagedServer server;
  private String project = "";
  private double healthSeconds;

  Load() throws IOException, InterruptedException {
    home = Files.createTempDirectory("bench");
    repository = Files.createDirectory(home.resolve("repository"));
    fillRepository();
    server = start();
  }

  Path worktree(String workspace) {
    return Objects.requireNonNull(worktrees.get(workspace));
  }

  PackagedServer server() {
    return server;
  }

  String project() {
    return project;
  }

  /** From the start of the process to its first answer. */
  double healthSeconds() {
    return healthSeconds;
  }

  void restart() throws IOException {
    server.stop();
    server = start();
  }

  void addProject() {
    project = server.post("/projects", Map.of("path", repository.toString())).path("id").asString();
  }

  /** Creates a workspace and waits until it is READY. */
  String addWorkspace() throws InterruptedException {
    var id = requestWorkspace();
    awaitReady(id);
    return id;
  }

  String requestWorkspace() {
    var created =
        server.post(
            "/projects/%s/workspaces".formatted(project),
            Map.of("name", "task " + (workspaces.size() + 1)));
    var id = created.path("id").asString();
    workspaces.add(id);
    worktrees.put(id, Path.of(created.path("worktreePath").asString()));
    return id;
  }

  void awaitReady(String id) throws InterruptedException {
    while (!server.get("/workspaces/" + id).path("status").asString().equals("READY")) {
      Thread.sleep(2);
    }
  }

  void growTo(int size) throws InterruptedException {
    while (workspaces.size() < size) {
      addWorkspace();
    }
  }

  private PackagedServer start() throws IOException {
    var began = System.nanoTime();
    var options = new ArrayList<>(OPTIONS);
    options.addAll(TerminalBench.options());
    var started = PackagedServer.start(home, PROGRAM, options);
    started.get("/health");
    healthSeconds = (System.nanoTime() - began) / 1e9;
    return started;
  }

  private void fillRepository() throws IOException, InterruptedException {
    for (int i = 0; i < FILES; i++) {
      var file =
          repository.resolve("src/part%02d/File%03d.java".formatted(i / FILES_IN_A_FOLDER, i));
      Files.createDirectories(file.getParent());
      Files.writeString(file, "class File%03d {}\n".formatted(i).repeat(20));
    }
    Files.writeString(
        repository.resolve("factory-factory.json"), "{\"scripts\": {\"run\": \"sleep 100000\"}}\n");
    git(repository, "init", "--quiet", "--initial-branch=main");
    git(repository, "add", ".");
    commit(repository, "Begin");
  }

  static void commit(Path worktree, String message) throws IOException, InterruptedException {
    git(
        worktree,
        "-c",
        "user.name=Bench",
        "-c",
        "user.email=bench@example.org",
        "commit",
        "--quiet",
        "--all",
        "--allow-empty",
        "--message",
        message);
  }

  static void git(Path folder, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command));
    }
  }

  @Override
  public void close() {
    server.stop();
    try (var files = Files.walk(home)) {
      files.sorted((a, b) -> b.compareTo(a)).forEach(Load::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
