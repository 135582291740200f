package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.workspace.GitObjects.TreeLine;
import dev.factoryfactory.workspace.KeptManifest.KeptFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps all that a worktree holds in one commit under a private ref: files byte by byte, the index,
 * HEAD, and what git was in the middle of. The commit's parents hold the commits that only this
 * worktree knew, so that git's garbage collection leaves them.
 */
@Component
class Keeper {

  private static final String REFS = "refs/factory-factory/kept/";
  private static final int MAX_PARENTS = 200;
  private static final Pattern OBJECT_ID = Pattern.compile("\\b(?:[0-9a-f]{64}|[0-9a-f]{40})\\b");
  private static final Pattern PLAIN_PATH = Pattern.compile("[^\\\\:~\\p{Cntrl}]+");

  /** Git's files of a worktree that are made anew with it, or hold nothing of the user's. */
  private static final Set<String> NOT_KEPT =
      Set.of("HEAD", "index", "gitdir", "commondir", "locked", "FETCH_HEAD");

  private static final Map<String, String> IDENTITY =
      Map.of(
          "GIT_AUTHOR_NAME", "Factory Factory",
          "GIT_AUTHOR_EMAIL", "factory-factory@localhost",
          "GIT_COMMITTER_NAME", "Factory Factory",
          "GIT_COMMITTER_EMAIL", "factory-factory@localhost");

  private final Git git;
  private final GitObjects objects;
  private final Worktrees worktrees;
  private final IncludedFiles included;
  private final JsonMapper json = JsonMapper.builder().build();

  Keeper(Git git, GitObjects objects, Worktrees worktrees, IncludedFiles included) {
    this.git = git;
    this.objects = objects;
    this.worktrees = worktrees;
    this.included = included;
  }

  static String ref(WorkspaceId id) {
    return REFS + id;
  }

  /**
   * Keeps a worktree and answers the commit that holds it. The worktree is not changed.
   *
   * @throws IOException when anything of it can't be kept; nothing may be removed then
   */
  String keep(Path root, WorkspaceId id, Path worktree) throws IOException {
    var scratch = Files.createTempDirectory("factory-factory-keep");
    try {
      var gitDirectory = GitPlace.of(worktree).own();
      var scan = WorktreeScan.of(worktree, git, included.list(worktree));
      var files = store(root, scratch, scan.files);
      var gitFiles = store(root, scratch, gitFiles(gitDirectory));
      var index = keepIndex(root, scratch, gitDirectory);
      var head = revision(worktree);
      var manifest =
          new KeptManifest(
              KeptManifest.FORMAT,
              branch(worktree),
              head,
              index,
              files,
              List.copyOf(scan.directories),
              gitFiles,
              List.copyOf(scan.skipped));
      var tree = writeTree(root, scratch, worktree, manifest);
      var parents = parents(root, gitDirectory, head);
      var commit = commit(root, id, tree, parents);
      verify(root, manifest);
      git.run(root, "update-ref", ref(id), commit);
      return commit;
    } finally {
      FileTrees.delete(scratch);
    }
  }

  /** Drops a kept worktree for good; git's garbage collection takes it some time later. */
  void forget(Path root, WorkspaceId id) {
    git.run(root, "update-ref", "-d", ref(id));
  }

  private List<KeptFile> store(Path root, Path scratch, List<WorktreeScan.Found> found)
      throws IOException {
    var sources = new ArrayList<Path>();
    for (var file : found) {
      sources.add(source(scratch, file, sources.size()));
    }
    var ids = objects.store(root, sources);
    var kept = new ArrayList<KeptFile>();
    for (int i = 0; i < found.size(); i++) {
      var file = found.get(i);
      kept.add(new KeptFile(file.path(), file.link(), file.permissions(), ids.get(i)));
    }
    return kept;
  }

  /** Git reads names line by line and follows links, so some files need a stand-in. */
  private static Path source(Path scratch, WorktreeScan.Found file, int number) throws IOException {
    var standIn = scratch.resolve(file.hashCode() + "-" + number);
    if (file.link()) {
      return Files.writeString(standIn, Files.readSymbolicLink(file.file()).toString());
    }
    return file.path().indexOf('\n') < 0 && file.path().indexOf('\r') < 0
        ? file.file()
        : Files.createSymbolicLink(standIn, file.file());
  }

  private List<WorktreeScan.Found> gitFiles(Path gitDirectory) throws IOException {
    var found = new ArrayList<WorktreeScan.Found>();
    try (var files = Files.walk(gitDirectory)) {
      for (var file :
          files.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).toList()) {
        var path = gitDirectory.relativize(file).toString();
        if (!NOT_KEPT.contains(path) && !path.startsWith("modules/") && !path.endsWith(".lock")) {
          found.add(new WorktreeScan.Found(file, path, false, "rw-r--r--"));
        }
      }
    }
    return found;
  }

  /** The index as it is, except that it must not lean on another file. */
  private @Nullable String keepIndex(Path root, Path scratch, Path gitDirectory)
      throws IOException {
    var index = gitDirectory.resolve("index");
    if (!Files.exists(index)) {
      return null;
    }
    var copy = Files.copy(index, scratch.resolve("index"));
    if (hasSharedIndex(gitDirectory)) {
      git.run(
          root,
          Map.of("GIT_INDEX_FILE", copy.toString(), "GIT_DIR", gitDirectory.toString()),
          "update-index",
          "--no-split-index");
    }
    return objects.store(root, List.of(copy)).getFirst();
  }

  private static boolean hasSharedIndex(Path gitDirectory) throws IOException {
    try (var shared = Files.newDirectoryStream(gitDirectory, "sharedindex.*")) {
      return shared.iterator().hasNext();
    }
  }

  private String writeTree(Path root, Path scratch, Path worktree, KeptManifest manifest)
      throws IOException {
    var lines = new LinkedHashSet<TreeLine>();
    for (var file : manifest.files()) {
      lines.add(
          isPlain(file.path())
              ? new TreeLine(mode(file), file.object(), "files/" + file.path())
              : TreeLine.file(file.object(), "objects/" + file.object()));
    }
    for (var file : manifest.gitFiles()) {
      lines.add(TreeLine.file(file.object(), "objects/" + file.object()));
    }
    if (manifest.index() != null) {
      lines.add(TreeLine.file(manifest.index(), "index"));
      lines.addAll(staged(worktree));
    }
    var text = Files.write(scratch.resolve("manifest"), json.writeValueAsBytes(manifest));
    lines.add(TreeLine.file(objects.store(root, List.of(text)).getFirst(), "manifest.json"));
    return objects.writeTree(root, scratch, lines);
  }

  /** What the index refers to, all stages of a conflict included. */
  private List<TreeLine> staged(Path worktree) {
    return Git.splitZero(git.run(worktree, "ls-files", "-z", "--stage")).stream()
        .map(
            line -> {
              var tab = line.indexOf('\t');
              var fields = line.substring(0, tab).split(" ");
              var path = "staged/" + fields[2] + "/" + line.substring(tab + 1);
              return new TreeLine(fields[0], fields[1], path);
            })
        .toList();
  }

  private Set<String> parents(Path root, Path gitDirectory, @Nullable String head)
      throws IOException {
    var mentioned = new LinkedHashSet<String>();
    for (var file : gitFiles(gitDirectory)) {
      var ids = OBJECT_ID.matcher(Files.readString(file.file(), StandardCharsets.ISO_8859_1));
      while (ids.find()) {
        mentioned.add(ids.group());
      }
    }
    var parents = new LinkedHashSet<String>();
    if (head != null) {
      parents.add(head);
    }
    var known = objects.existing(root, mentioned, "commit");
    // The reflog grows at its end: what was thrown away last is wanted first.
    for (var commit : known.reversed()) {
      if (parents.size() < MAX_PARENTS) {
        parents.add(commit);
      }
    }
    return parents;
  }

  private String commit(Path root, WorkspaceId id, String tree, Set<String> parents) {
    var command = new ArrayList<>(List.of("commit-tree", tree));
    for (var parent : parents) {
      command.addAll(List.of("-p", parent));
    }
    command.addAll(List.of("-m", "Worktree of workspace " + id + ", kept"));
    return git.run(root, IDENTITY, command.toArray(String[]::new)).strip();
  }

  private void verify(Path root, KeptManifest manifest) throws IOException {
    var wanted = new LinkedHashSet<String>();
    manifest.files().forEach(file -> wanted.add(file.object()));
    manifest.gitFiles().forEach(file -> wanted.add(file.object()));
    if (manifest.index() != null) {
      wanted.add(manifest.index());
    }
    if (objects.existing(root, wanted, "blob").size() != wanted.size()) {
      throw new IOException("Not all files of the worktree could be kept");
    }
  }

  private @Nullable String branch(Path worktree) {
    var answer = git.tryRun(worktree, "symbolic-ref", "--quiet", "HEAD");
    var ref = answer.text().strip();
    return answer.succeeded() && ref.startsWith("refs/heads/")
        ? ref.substring("refs/heads/".length())
        : null;
  }

  private @Nullable String revision(Path worktree) {
    var answer = git.tryRun(worktree, "rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    return answer.succeeded() ? answer.text().strip() : null;
  }

  private static String mode(KeptFile file) {
    if (file.link()) {
      return "120000";
    }
    return file.permissions().charAt(2) == 'x' ? "100755" : "100644";
  }

  /** Whether git takes the path in a tree on any system. */
  private static boolean isPlain(String path) {
    for (var component : path.split("/")) {
      if (!PLAIN_PATH.matcher(component).matches()
          || component.toLowerCase(Locale.ROOT).equals(".git")
          || component.endsWith(".")
          || component.endsWith(" ")) {
        return false;
      }
    }
    return true;
  }
}
