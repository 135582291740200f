package dev.factoryfactory.workspace;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every file and folder that git would look at in a worktree, remembered so that whether anything
 * changed costs one {@code stat} each and no process. Only names are kept: times are folded into a
 * number for each question that can be asked.
 */
final class WorktreeTrace {

  private static final Logger log = LoggerFactory.getLogger(WorktreeTrace.class);

  /** A change of a file's bytes, mode or place moves this time, and nobody can set it back. */
  private static final String CHANGED = "ctime";

  private static final String FOLDER = "isDirectory";
  private static final int MAX_ENTRIES = 200_000;

  private final GitPlace place;
  private final List<Folder> folders = new ArrayList<>();
  private final List<Path> others = new ArrayList<>();
  private final Stamp listedHead;
  private final Stamp listedFolders = new Stamp();
  private final Stamp listedFiles = new Stamp();
  private int entries;

  private record Folder(Path path, List<Path> names) {}

  private WorktreeTrace(GitPlace place) {
    this.place = place;
    this.listedHead = stampHead();
  }

  /**
   * Lists a worktree.
   *
   * @param unseen paths that git does not look at, folders with a slash at their end
   */
  static WorktreeTrace of(GitPlace place, Set<String> unseen) throws IOException {
    var trace = new WorktreeTrace(place);
    var found = new ArrayList<>(List.of(place.worktree()));
    for (int i = 0; i < found.size() && trace.isWhole(); i++) {
      trace.list(found.get(i), place.worktree(), unseen, found);
    }
    if (!trace.isWhole()) {
      trace.folders.clear();
      trace.others.clear();
      return trace;
    }
    trace.addInfo(place.common().resolve("info"));
    trace.others.forEach(trace.listedFolders::add);
    return trace;
  }

  /** Whether all files are remembered; else only a reading tells whether any changed. */
  boolean isWhole() {
    return entries <= MAX_ENTRIES;
  }

  /** When the last change was made, in nanoseconds. */
  long newest() {
    return Math.max(listedHead.newest, Math.max(listedFolders.newest, listedFiles.newest));
  }

  boolean holds() {
    return headHolds() && foldersHold() && filesHold();
  }

  /** Whether HEAD and index are the same, which commits, checkouts and the like all write. */
  boolean headHolds() {
    return stampHead().hash == listedHead.hash;
  }

  /** Whether no file came, went or was replaced by another, as most programs save. */
  boolean foldersHold() {
    var stamp = new Stamp();
    folders.forEach(folder -> stamp.addFolder(folder.path()));
    others.forEach(stamp::add);
    return isWhole() && stamp.hash == listedFolders.hash;
  }

  /** Whether no file was written where it is; by far the most to ask. */
  private boolean filesHold() {
    var stamp = new Stamp();
    for (var folder : folders) {
      for (var name : folder.names()) {
        stamp.add(folder.path().resolve(name));
      }
    }
    return isWhole() && stamp.hash == listedFiles.hash;
  }

  /** The folders in which a change would be one of the worktree; none where they are too many. */
  List<Path> folders() {
    return folders.stream().map(Folder::path).toList();
  }

  /** The times of some files as one number, which differs when any of them changed. */
  static long stamp(Collection<Path> files) {
    return stamped(files).hash;
  }

  private Stamp stampHead() {
    return stamped(List.of(place.own().resolve("HEAD"), place.index()));
  }

  private static Stamp stamped(Collection<Path> files) {
    var stamp = new Stamp();
    files.forEach(stamp::add);
    return stamp;
  }

  private void list(Path folder, Path root, Set<String> unseen, List<Path> found)
      throws IOException {
    listedFolders.addFolder(folder);
    var names = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        var attributes =
            Files.readAttributes(file, "unix:" + CHANGED + "," + FOLDER, LinkOption.NOFOLLOW_LINKS);
        var path = root.relativize(file).toString();
        if (file.endsWith(".git")) {
          addRepository(file, attributes, folder.equals(root));
        } else if (!Boolean.TRUE.equals(attributes.get(FOLDER))) {
          if (!unseen.contains(path)) {
            names.add(file.getFileName());
            listedFiles.add(attributes);
          }
        } else if (!unseen.contains(path + "/")) {
          found.add(file);
        } else if (Files.exists(file.resolve(".git"))) {
          others.add(file.resolve(".git")); // git looks into the folder once it has none
        }
      }
    } catch (IOException | DirectoryIteratorException goneOrClosed) {
      log.debug("{} can't be listed; git says what that means", folder, goneOrClosed);
    }
    folders.add(new Folder(folder, List.copyOf(names)));
    entries += 1 + names.size();
  }

  /** A repository in the worktree, such as a submodule: its commits are changes here too. */
  private void addRepository(Path git, Map<String, Object> attributes, boolean own)
      throws IOException {
    others.add(git);
    if (!own) {
      var folder = Boolean.TRUE.equals(attributes.get(FOLDER)) ? git : GitPlace.linked(git);
      for (var name : List.of("HEAD", "index", "logs/HEAD")) {
        others.add(folder.resolve(name));
      }
    }
  }

  /** A folder of git's own with what else decides which files it looks at. */
  private void addInfo(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      others.add(folder);
      try (var files = Files.list(folder)) {
        files.forEach(others::add);
      }
    }
  }

  /** The times of files at one moment, in one number. */
  private static final class Stamp {

    private static final long MISSING = -1;

    private long hash;
    private long newest;

    void add(Path path) {
      try {
        add((FileTime) Files.getAttribute(path, "unix:" + CHANGED, LinkOption.NOFOLLOW_LINKS));
      } catch (IOException gone) {
        mix(MISSING);
      }
    }

    /** What comes and goes in a folder moves its own time, which is read for less. */
    void addFolder(Path folder) {
      try {
        add(
            Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .lastModifiedTime());
      } catch (IOException gone) {
        mix(MISSING);
      }
    }

    void add(Map<String, Object> attributes) {
      add((FileTime) Objects.requireNonNull(attributes.get(CHANGED)));
    }

    private void add(FileTime time) {
      var changed = time.to(TimeUnit.NANOSECONDS);
      newest = Math.max(newest, changed);
      mix(changed);
    }

    private void mix(long value) {
      var mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
      hash = mixed ^ mixed >>> 29;
    }
  }
}
