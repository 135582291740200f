package dev.factoryfactory.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Every file and folder that git would look at in a worktree, remembered so that whether anything
 * changed costs one {@code stat} each and no process. Only names are kept: times are folded into
 * one number.
 */
final class WorktreeTrace {

  /** A change of a file's bytes, mode or place moves this time, and nobody can set it back. */
  private static final String CHANGED = "unix:ctime";

  private static final long MISSING = -1;
  private static final int MAX_ENTRIES = 200_000;

  private final List<Folder> folders;
  private final List<Path> others;

  private record Folder(Path path, List<Path> names) {}

  private WorktreeTrace(List<Folder> folders, List<Path> others) {
    this.folders = folders;
    this.others = others;
  }

  /**
   * The times of all files at one moment.
   *
   * @param hash differs when anything changed
   * @param newest when the last change was made, in nanoseconds
   */
  record Stamp(long hash, long newest) {}

  /**
   * Lists a worktree.
   *
   * @param unseen paths that git does not look at, folders with a slash at their end
   * @return {@code null} when there are more files than should be remembered
   */
  static @Nullable WorktreeTrace of(GitPlace place, Set<String> unseen) throws IOException {
    var walk = new Walk(place.worktree(), unseen);
    Files.walkFileTree(place.worktree(), walk);
    walk.others.add(place.own().resolve("HEAD"));
    walk.others.add(place.index());
    walk.addAll(place.common().resolve("info"));
    return walk.entries > MAX_ENTRIES
        ? null
        : new WorktreeTrace(List.copyOf(walk.folders), List.copyOf(walk.others));
  }

  Stamp stamp() {
    var stamp = new Stamper();
    for (var folder : folders) {
      stamp.add(folder.path());
      for (var name : folder.names()) {
        stamp.add(folder.path().resolve(name));
      }
    }
    others.forEach(stamp::add);
    return stamp.done();
  }

  /** The same for HEAD and index alone, which commits, checkouts and the like all write. */
  static Stamp stampOf(GitPlace place) {
    var stamp = new Stamper();
    stamp.add(place.own().resolve("HEAD"));
    stamp.add(place.index());
    return stamp.done();
  }

  /** The folders in which a change would be one of the worktree. */
  List<Path> folders() {
    return folders.stream().map(Folder::path).toList();
  }

  private static final class Stamper {

    private long hash;
    private long newest;

    void add(Path path) {
      var changed = changed(path);
      newest = Math.max(newest, changed);
      var mixed = (hash ^ changed) * 0x9E3779B97F4A7C15L;
      hash = mixed ^ mixed >>> 29;
    }

    Stamp done() {
      return new Stamp(hash, newest);
    }

    private static long changed(Path path) {
      try {
        var time = (FileTime) Files.getAttribute(path, CHANGED, LinkOption.NOFOLLOW_LINKS);
        return time.to(TimeUnit.NANOSECONDS);
      } catch (IOException gone) {
        return MISSING;
      }
    }
  }

  private static final class Walk extends SimpleFileVisitor<Path> {

    private final Path root;
    private final Set<String> unseen;
    private final List<Folder> folders = new ArrayList<>();
    private final List<Path> others = new ArrayList<>();
    private final ArrayList<List<Path>> open = new ArrayList<>();
    private int entries;

    Walk(Path root, Set<String> unseen) {
      this.root = root;
      this.unseen = unseen;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (directory.endsWith(".git")) {
        // A repository in the worktree, such as a submodule: its commits are changes here too.
        return addRepository(directory);
      }
      if (!directory.equals(root) && unseen.contains(root.relativize(directory) + "/")) {
        var repository = directory.resolve(".git");
        if (Files.exists(repository)) {
          others.add(repository); // git looks into the folder once it has none of its own
        }
        return FileVisitResult.SKIP_SUBTREE;
      }
      var names = new ArrayList<Path>();
      open.add(names);
      folders.add(new Folder(directory, names));
      return ++entries > MAX_ENTRIES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (file.endsWith(".git") && !root.equals(file.getParent())) {
        addRepository(GitPlace.linked(file));
      }
      if (!unseen.contains(root.relativize(file).toString())) {
        open.getLast().add(file.getFileName());
        entries++;
      }
      return entries > MAX_ENTRIES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      // Gone meanwhile, or not for us to read: git says what that means.
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
      open.removeLast();
      return FileVisitResult.CONTINUE;
    }

    /** A folder of git's own with what else decides which files it looks at. */
    void addAll(Path folder) throws IOException {
      if (Files.isDirectory(folder)) {
        others.add(folder);
        try (var files = Files.list(folder)) {
          files.forEach(others::add);
        }
      }
    }

    private FileVisitResult addRepository(Path directory) {
      for (var name : List.of("HEAD", "index", "logs/HEAD")) {
        others.add(directory.resolve(name));
      }
      return FileVisitResult.SKIP_SUBTREE;
    }
  }
}
