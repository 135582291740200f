package dev.factoryfactory.platform.database;

import dev.factoryfactory.platform.home.StartupRefused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs for this kind of machine, packed inside a jar on the class path. */
final class PostgresArchive {

  private static final int OWNER_MAY_EXECUTE = 0100;

  private final String resource;

  PostgresArchive() {
    this(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  PostgresArchive(String system, String architecture) {
    var kernel = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    var processor = architecture.equals("aarch64") ? "arm_64" : "x86_64";
    this.resource = "/postgres-%s-%s.txz".formatted(kernel, processor);
  }

  String resource() {
    return resource;
  }

  /**
   * Unpacks the programs once. They appear under {@code target} all at once or not at all; what an
   * interrupted attempt left is cleared away.
   */
  Path unpackTo(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      return target;
    }
    var drafts = new Drafts(target.resolveSibling("unpack"));
    drafts.clear();
    var draft = drafts.create();
    try (var packed = PostgresArchive.class.getResourceAsStream(resource)) {
      if (packed == null) {
        throw new StartupRefused(
            "This build has no PostgreSQL for this kind of machine (%s is missing). Build it here, or"
                    .formatted(resource.substring(1))
                + " set SPRING_DATASOURCE_URL to a PostgreSQL of your own.");
      }
      unpack(packed, draft);
    }
    return Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(InputStream packed, Path into) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, inside(into, entry.getName()));
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, file);
      if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static Path inside(Path directory, String name) throws IOException {
    var file = directory.resolve(name).normalize();
    if (!file.startsWith(directory)) {
      throw new IOException("The archive's entry %s leaves its directory".formatted(name));
    }
    return file;
  }
}
