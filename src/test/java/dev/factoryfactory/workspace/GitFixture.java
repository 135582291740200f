package dev.factoryfactory.workspace;

import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.platform.process.Processes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A home with a real repository in it, and the parts that work on it. */
final class GitFixture implements AutoCloseable {

  final Path home;
  final Path root;
  final MeterRegistry meters = new SimpleMeterRegistry();
  final Git git;
  final WorkspaceProperties properties;
  final Worktrees worktrees;
  final IncludedFiles included;
  final GitObjects objects;
  final Keeper keeper;
  final Restorer restorer;
  final RepositoryInspector inspector;
  final BranchPlanner planner;
  final GitRefs refs;
  final GitFacts facts;
  final GitReader reader;

  GitFixture() {
    try {
      home = Files.createTempDirectory("workspace-tests").toRealPath();
      root = Files.createDirectory(home.resolve("repo"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    git = new Git(new Processes(home.resolve("processes"), Clock.systemUTC()), meters);
    properties =
        new WorkspaceProperties(
            home.resolve("worktrees"),
            home.resolve("repositories"),
            home.resolve("files"),
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            900,
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            3);
    worktrees = new Worktrees(git, properties);
    included = new IncludedFiles(git);
    objects = new GitObjects(git);
    keeper = new Keeper(git, objects, worktrees, included);
    restorer = new Restorer(git, objects, worktrees);
    inspector = new RepositoryInspector(git);
    planner = new BranchPlanner(git, worktrees, inspector, properties);
    refs = new GitRefs();
    facts = new GitFacts(git, refs);
    reader = new GitReader(facts, refs, Clock.systemUTC(), meters);
    init(root);
  }

  void init(Path repository) {
    git.run(repository, "init", "--quiet", "--initial-branch=main");
    git.run(repository, "config", "user.name", "Test");
    git.run(repository, "config", "user.email", "test@example.org");
  }

  Path worktree(String name) {
    return properties.worktrees().resolve("repo").resolve(name);
  }

  static void write(Path folder, String path, String text) {
    try {
      var file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String commit(Path checkout, String message) {
    git.run(checkout, "add", "--all");
    git.run(checkout, "commit", "--quiet", "--allow-empty", "--no-verify", "-m", message);
    return git.run(checkout, "rev-parse", "HEAD").strip();
  }

  /** Everything below a folder but git's own: path to kind, permissions and bytes. */
  static Map<String, String> picture(Path folder) {
    var picture = new TreeMap<String, String>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes ignored)
                throws IOException {
              if (directory.equals(folder.resolve(".git"))) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              picture.put(folder.relativize(directory) + "/", permissions(directory));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (!file.equals(folder.resolve(".git"))) {
                picture.put(
                    folder.relativize(file).toString(),
                    attributes.isSymbolicLink()
                        ? "link " + Files.readSymbolicLink(file)
                        : permissions(file) + " " + content(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return picture;
  }

  /** What git says about HEAD, the index with all its stages and flags, and the working tree. */
  String gitPicture(Path worktree) {
    return String.join(
        "\n",
        git.tryRun(worktree, "rev-parse", "HEAD").text(),
        git.tryRun(worktree, "symbolic-ref", "HEAD").text(),
        git.run(worktree, "ls-files", "--stage", "-v", "-z"),
        git.run(worktree, "status", "--porcelain=v2", "-z", "--untracked-files=all"));
  }

  @Override
  public void close() {
    refs.destroy();
    try {
      FileTrees.delete(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  private static String content(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    return bytes.length > 200
        ? bytes.length + ":" + java.util.Arrays.hashCode(bytes)
        : new String(bytes, StandardCharsets.UTF_8) + HexFormat.of().formatHex(bytes);
  }
}
