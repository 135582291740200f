package dev.factoryfactory.workspace;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every file and folder that git would look at in a worktree, remembered so that whether anything
 * changed costs one {@code stat} each and no process. Only names are kept: times are folded into
 * one number.
 */
final class WorktreeTrace {

  private static final Logger log = LoggerFactory.getLogger(WorktreeTrace.class);

  /** A change of a file's bytes, mode or place moves this time, and nobody can set it back. */
  private static final String CHANGED = "ctime";

  private static final String FOLDER = "isDirectory";
  private static final int MAX_ENTRIES = 200_000;

  private final List<Folder> folders = new ArrayList<>();
  private final List<Path> others = new ArrayList<>();
  private final Stamper listing = new Stamper();
  private int entries;

  private record Folder(Path path, List<Path> names) {}

  private WorktreeTrace() {}

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
    var trace = new WorktreeTrace();
    var found = new ArrayList<>(List.of(place.worktree()));
    for (int i = 0; i < found.size(); i++) {
      if (trace.entries > MAX_ENTRIES) {
        return null;
      }
      trace.list(found.get(i), place.worktree(), unseen, found);
    }
    trace.others.add(place.own().resolve("HEAD"));
    trace.others.add(place.index());
    trace.addInfo(place.common().resolve("info"));
    trace.others.forEach(trace.listing::add);
    return trace;
  }

  /** The times as they were when the worktree was listed. */
  Stamp listed() {
    return listing.done();
  }

  /** The times as they are now. */
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

  private void list(Path folder, Path root, Set<String> unseen, List<Path> found)
      throws IOException {
    listing.add(folder);
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
            listing.add(attributes);
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

  private static final class Stamper {

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

    Stamp done() {
      return new Stamp(hash, newest);
    }
  }
}
