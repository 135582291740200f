package dev.factoryfactory.workspace;

import dev.factoryfactory.platform.git.Git;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lists the branches of a repository, a remote one only where it says more than the local one. */
@Component
class BranchLister {

  private static final String LOCAL = "refs/heads/";
  private static final String REMOTE = "refs/remotes/origin/";
  private static final String FORMAT =
      "%(refname)%00%(objectname)%00%(worktreepath)%00%(HEAD)%00%(symref)";

  private final Git git;

  BranchLister(Git git) {
    this.git = git;
  }

  List<Branch> list(Path root) {
    var lines = git.run(root, "for-each-ref", "--format=" + FORMAT, LOCAL, REMOTE).lines().toList();
    Map<String, String> localCommits = new HashMap<>();
    var branches = new ArrayList<Branch>();
    for (var line : lines) {
      var fields = line.split("\0", -1);
      if (fields[0].startsWith(LOCAL)) {
        var name = fields[0].substring(LOCAL.length());
        localCommits.put(name, fields[1]);
        var worktree = fields[2].isEmpty() ? null : fields[2];
        branches.add(new Branch(name, name, "local", fields[1], fields[3].equals("*"), worktree));
      }
    }
    for (var line : lines) {
      var fields = line.split("\0", -1);
      if (fields[0].startsWith(REMOTE) && fields[4].isEmpty()) {
        var name = fields[0].substring(REMOTE.length());
        var local = localCommits.get(name);
        if (!fields[1].equals(local)) {
          var full = "origin/" + name;
          branches.add(
              new Branch(full, local == null ? name : full, "remote", fields[1], false, null));
        }
      }
    }
    branches.sort(Comparator.comparing(Branch::displayName));
    return branches;
  }
}
