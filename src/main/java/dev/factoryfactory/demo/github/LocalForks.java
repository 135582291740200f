package dev.factoryfactory.demo.github;

import dev.factoryfactory.demo.github.LocalRepository.LocalPullRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which pull requests of a repository are of branches in others. */
final class LocalForks {

  /**
   * Whose branch a pull request is of.
   *
   * @param repository its owner and name
   */
  record Source(String repository, String branch) {}

  private final LocalRepository home;
  private final LocalTree tree;
  private final Map<Integer, Source> sources = new ConcurrentHashMap<>();

  LocalForks(LocalRepository home, LocalTree tree) {
    this.home = home;
    this.tree = tree;
  }

  Source source(LocalPullRequest pullRequest) {
    return sources.getOrDefault(
        pullRequest.number(), new Source(home.owner() + "/" + home.name(), pullRequest.branch()));
  }

  /** Has the commits of another repository's branch here, as GitHub has those of a fork. */
  String take(LocalRepository fork, String branch) throws IOException {
    var here = "%s/%s".formatted(fork.owner(), branch);
    tree.fetch(fork.tree(), branch, here);
    return here;
  }

  void put(LocalPullRequest pullRequest, @Nullable Source source) {
    if (source != null) {
      sources.put(pullRequest.number(), source);
    }
  }
}
