package dev.factoryfactory.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** What people, agents and programs do to a worktree. */
record WorktreeDeeds(GitFixture fixture, Path worktree) {

  /** Something that is done to a worktree, as a person or an agent would. */
  interface Deed {
    void in(WorktreeDeeds test) throws IOException;
  }

  record Case(String name, Deed deed) {

    @Override
    public String toString() {
      return name;
    }
  }

  void write(String path, String text) {
    GitFixture.write(worktree, path, text);
  }

  void git(String... arguments) {
    fixture.git.run(worktree, arguments);
  }

  void commit() {
    fixture.commit(worktree, "Work");
  }

  Path submodule() {
    var library = fixture.home.resolve("library");
    GitFixture.write(library, "lib.txt", "1\n");
    fixture.init(library);
    fixture.commit(library, "Library");
    git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        library.toString(),
        "lib");
    return worktree.resolve("lib");
  }

  private void conflict() {
    write("README.md", "ours\n");
    commit();
    GitFixture.write(fixture.root, "README.md", "theirs\n");
    fixture.commit(fixture.root, "Theirs");
    fixture.git.tryRun(worktree, "merge", "main");
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("nothing", _ -> {}),
        new Case("a changed file", t -> t.write("README.md", "one\n2\nthree\nfour\n")),
        new Case("a changed file, staged and changed back", WorktreeDeeds::stagedAndBack),
        new Case("a commit", WorktreeDeeds::committed),
        new Case("a commit undone in the files", WorktreeDeeds::committedAndUndone),
        new Case("untracked files", t -> t.write("new/deep/file.txt", "x\ny\n")),
        new Case("an empty untracked file", t -> t.write("empty.txt", "")),
        new Case("an untracked file without a last line end", t -> t.write("end.txt", "a\nb")),
        new Case("names git would quote", t -> t.write("tab\there \"ünï\" \\ code.txt", "x\n")),
        new Case("a name with line ends", t -> t.write("two\nlines", "x\n")),
        new Case("ignored files", t -> t.write("target/out.txt", "x\n")),
        new Case("ignored files beside others", t -> t.write("a/b.log", "x\n")),
        new Case("a staged rename", t -> t.git("mv", "src/Other.java", "src/New Name.java")),
        new Case("a rename git was not told of", WorktreeDeeds::renamed),
        new Case("a deletion", t -> Files.delete(t.worktree.resolve("README.md"))),
        new Case("a file in place of a folder", WorktreeDeeds::fileForFolder),
        new Case("a folder in place of a file", WorktreeDeeds::folderForFile),
        new Case("binary files", WorktreeDeeds::binary),
        new Case("an intent to add", WorktreeDeeds::intentToAdd),
        new Case("a mode", t -> t.worktree.resolve("README.md").toFile().setExecutable(true)),
        new Case("links", WorktreeDeeds::links),
        new Case("conflicts", WorktreeDeeds::conflict),
        new Case("line ends of git's choice", WorktreeDeeds::lineEnds),
        new Case("attributes and filters", WorktreeDeeds::filters),
        new Case("assumed unchanged, left out", WorktreeDeeds::assumed),
        new Case("a detached HEAD", t -> t.git("checkout", "--quiet", "--detach")),
        new Case("another branch", t -> t.git("checkout", "--quiet", "-b", "other")),
        new Case("an unborn branch", t -> t.git("checkout", "--quiet", "--orphan", "fresh")),
        new Case("a nested repository", WorktreeDeeds::nested),
        new Case("a changed submodule", t -> write(t.submodule(), "lib.txt", "2\n")),
        new Case("a submodule with new files", t -> write(t.submodule(), "new.txt", "2\n")),
        new Case("a folder that may not be read", WorktreeDeeds::closedFolder),
        new Case("a sparse checkout", WorktreeDeeds::sparse),
        new Case("a split index", WorktreeDeeds::split),
        new Case("an index of version 4", WorktreeDeeds::version4),
        new Case("a base that moved on", WorktreeDeeds::baseMoved),
        new Case("an upstream", WorktreeDeeds::upstream));
  }

  private static void write(Path folder, String path, String text) {
    GitFixture.write(folder, path, text);
  }

  private void stagedAndBack() {
    write("README.md", "changed\n");
    git("add", "README.md");
    write("README.md", "one\ntwo\nthree\n");
  }

  private void committed() {
    write("README.md", "one\n2\nthree\n");
    commit();
    write("src/Other.java", "1\n");
  }

  private void committedAndUndone() {
    write("README.md", "one\n2\nthree\n");
    commit();
    write("README.md", "one\ntwo\nthree\n");
  }

  private void renamed() throws IOException {
    Files.move(worktree.resolve("src/Other.java"), worktree.resolve("Moved.java"));
    write("another.txt", "x\n");
  }

  private void fileForFolder() throws IOException {
    FileTrees.delete(worktree.resolve("src"));
    write("src", "file\n");
  }

  private void folderForFile() throws IOException {
    Files.delete(worktree.resolve("README.md"));
    write("README.md/inner.txt", "x\n");
  }

  private void binary() throws IOException {
    Files.write(worktree.resolve("new.bin"), new byte[] {0, 1, 2, 10, 3});
    Files.write(worktree.resolve("README.md"), new byte[] {0, 1, 10});
  }

  private void intentToAdd() {
    write("intended.txt", "x\ny\n");
    git("add", "--intent-to-add", "intended.txt");
    write("other.txt", "z\n");
  }

  private void links() throws IOException {
    Files.createSymbolicLink(worktree.resolve("link"), Path.of("README.md"));
    Files.createSymbolicLink(worktree.resolve("nowhere"), Path.of("missing"));
    Files.createSymbolicLink(worktree.resolve("folder"), Path.of("src"));
  }

  private void lineEnds() {
    git("config", "core.autocrlf", "true");
    write("README.md", "one\r\ntwo\r\nthree\r\n");
    write("new.txt", "a\r\nb\r\n");
    write("crlf.txt", "a\r\nb\r\nc\r\n");
  }

  private void filters() throws IOException {
    git("config", "filter.first.clean", "head -n 1");
    write(
        ".gitattributes",
        "*.first filter=first\n*.dat -diff\n*.u16 working-tree-encoding=UTF-16\n");
    write("cut.first", "1\n2\n3\n");
    write("plain.dat", "1\n2\n");
    Files.write(worktree.resolve("wide.u16"), "a\nb\n".getBytes(StandardCharsets.UTF_16));
  }

  private void assumed() {
    git("update-index", "--assume-unchanged", "README.md");
    git("update-index", "--skip-worktree", "src/Other.java");
    write("README.md", "unseen\n");
    write("src/Other.java", "unseen\n");
    write("new.txt", "x\n");
  }

  private void nested() {
    var inner = worktree.resolve("inner");
    write(inner, "file.txt", "x\n");
    fixture.init(inner);
    fixture.commit(inner, "Inner");
  }

  private void closedFolder() throws IOException {
    write("closed/file.txt", "x\n");
    Files.setPosixFilePermissions(
        worktree.resolve("closed"), PosixFilePermissions.fromString("-wx------"));
  }

  private void sparse() {
    git("sparse-checkout", "set", "--cone", "--sparse-index", "src/deep");
    write("src/deep/new.txt", "x\n");
  }

  private void split() {
    git("update-index", "--split-index");
    write("README.md", "x\n");
    write("new.txt", "x\n");
  }

  private void version4() {
    git("update-index", "--index-version", "4");
    write("new.txt", "x\n");
  }

  private void baseMoved() {
    write("README.md", "one\n2\nthree\n");
    commit();
    write(fixture.root, "base.txt", "x\n");
    fixture.commit(fixture.root, "Base moved on");
  }

  private void upstream() {
    var remote = fixture.home.resolve("remote.git");
    fixture.git.run(fixture.root, "clone", "--quiet", "--bare", ".", remote.toString());
    git("remote", "add", "origin", remote.toString());
    git("push", "--quiet", "--set-upstream", "origin", "HEAD");
    commit();
  }
}
