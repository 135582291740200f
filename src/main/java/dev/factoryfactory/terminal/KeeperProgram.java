package dev.factoryfactory.terminal;

import dev.factoryfactory.platform.home.ServerHome;
import dev.factoryfactory.terminal.keeper.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The keeper as a program that can be started: its classes and libraries, copied out of the server,
 * which may be one jar, and may be replaced by another while the keeper goes on.
 */
final class KeeperProgram {

  private static final String MAIN = "dev.factoryfactory.terminal.keeper.TerminalKeeper";
  private static final String PACKAGE = "dev/factoryfactory/terminal/keeper/";
  private static final int LONGEST_SOCKET = 100;

  private static final List<String> LIBRARIES =
      List.of(
          "com.pty4j.PtyProcess",
          "com.sun.jna.Native",
          "com.sun.jna.platform.win32.Kernel32",
          "kotlin.Unit",
          "org.jetbrains.annotations.NotNull",
          "org.slf4j.Logger");

  private final Path directory;
  private final String id;

  KeeperProgram(ServerHome home) {
    this.directory = home.resolve("terminals");
    this.id =
        UUID.nameUUIDFromBytes(("terminal keeper " + directory).getBytes(StandardCharsets.UTF_8))
            .toString();
  }

  /** The one id of this home's keeper in the ledger of processes. */
  String id() {
    return id;
  }

  Path directory() {
    return directory;
  }

  /** Where it listens. A socket's path must be short, so a deep home has it elsewhere. */
  Path socket() {
    var name = "keeper-" + Wire.VERSION + ".sock";
    var socket = directory.resolve(name);
    return socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET
        ? socket
        : Path.of(System.getProperty("java.io.tmpdir"), "factory-factory-" + id).resolve(name);
  }

  /** Lays the program down; answers the command that runs it. */
  List<String> prepare() throws IOException {
    makePrivately(directory);
    makePrivately(String.valueOf(socket().getParent()));
    Files.deleteIfExists(socket());
    var program = directory.resolve("program");
    var temporary = Files.createDirectories(directory.resolve("tmp"));
    var path = new ArrayList<String>();
    path.add(copyClasses(Files.createDirectories(program.resolve("classes"))).toString());
    for (var library : LIBRARIES) {
      path.add(copyLibrary(library, program).toString());
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        // What it holds is old and stays; the little else is collected often instead of piling up.
        "-XX:+UseSerialGC",
        "-Xms12m",
        "-Xmn6m",
        "-Xmx384m",
        "-XX:MinHeapFreeRatio=10",
        "-XX:MaxHeapFreeRatio=20",
        "-Xss512k",
        // Every thread would keep a second copy of its largest buffer outside the heap.
        "-Djdk.nio.maxCachedBufferSize=16384",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.io.tmpdir=" + temporary,
        "-Djna.tmpdir=" + temporary,
        "-cp",
        String.join(java.io.File.pathSeparator, path),
        MAIN,
        socket().toString());
  }

  private static void makePrivately(String path) throws IOException {
    makePrivately(Path.of(path));
  }

  private static void makePrivately(Path path) throws IOException {
    Files.createDirectories(path);
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static Path copyClasses(Path root) throws IOException {
    var target = Files.createDirectories(root.resolve(PACKAGE));
    var resolver = new PathMatchingResourcePatternResolver(Wire.class.getClassLoader());
    for (var resource : resolver.getResources("classpath*:" + PACKAGE + "*.class")) {
      try (var content = resource.getInputStream()) {
        var name = String.valueOf(resource.getFilename());
        Files.copy(content, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return root;
  }

  private static Path copyLibrary(String className, Path program) throws IOException {
    var location = locate(className);
    if (location.getScheme().equals("file")) {
      return Path.of(location);
    }
    // A library inside the server's jar: jar:nested:/server.jar/!BOOT-INF/lib/library.jar!/
    var text = location.toString();
    var inner = text.substring("jar:".length(), text.length() - "!/".length());
    var target = program.resolve(inner.substring(inner.lastIndexOf('/') + 1));
    try (var content = URI.create(inner).toURL().openStream()) {
      Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
    }
    return target;
  }

  private static URI locate(String className) throws IOException {
    try {
      return Class.forName(className, false, Wire.class.getClassLoader())
          .getProtectionDomain()
          .getCodeSource()
          .getLocation()
          .toURI();
    } catch (ReflectiveOperationException | java.net.URISyntaxException e) {
      throw new IOException("A library of the terminal keeper is missing: " + className, e);
    }
  }
}
