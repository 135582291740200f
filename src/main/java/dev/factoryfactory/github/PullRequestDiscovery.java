package dev.factoryfactory.github;

import dev.factoryfactory.github.GitHubWorkspaces.Branch;
import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Finds the pull requests of workspaces that have none by their branches: exactly the same name in
 * the same repository, one to one, the oldest pull request first. A workspace that was parted from
 * its pull request by hand is left alone.
 */
@Component
class PullRequestDiscovery {

  private static final Logger log = LoggerFactory.getLogger(PullRequestDiscovery.class);
  private static final String HOST = "github.com";
  private static final int REPOSITORIES_AT_ONCE = 20;
  private static final int MAX_DOUBLINGS = 5;

  /** An open pull request. */
  record Open(PullRequestUrl url, String branch, Instant createdAt) {}

  private final PullRequestRepository store;
  private final GitHubWorkspaces workspaces;
  private final GitHubFacade facade;
  private final GitHubApi api;
  private final GitHubProperties settings;
  private final Clock clock;
  private Instant due = Instant.EPOCH;
  private int failures;

  PullRequestDiscovery(
      PullRequestRepository store,
      GitHubWorkspaces workspaces,
      GitHubFacade facade,
      GitHubApi api,
      GitHubProperties settings,
      Clock clock) {
    this.store = store;
    this.workspaces = workspaces;
    this.facade = facade;
    this.api = api;
    this.settings = settings;
    this.clock = clock;
  }

  /** Looks when it is time to; one at a time, as the scheduler calls it. */
  @Scheduled(fixedDelay = 5, initialDelay = 10, timeUnit = TimeUnit.SECONDS)
  synchronized void discover() {
    if (clock.instant().isBefore(due)) {
      return;
    }
    try {
      look();
      failures = 0;
      due = clock.instant().plus(settings.discovery());
    } catch (GitHubFailure failure) {
      failures++;
      log.debug("Open pull requests can't be listed: {}", failure.detail());
      due = clock.instant().plus(pause(failure));
    }
  }

  private Duration pause(GitHubFailure failure) {
    var pause = settings.discovery().multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    var retryAt = failure.retryAt();
    var wait = retryAt == null ? pause : Duration.between(clock.instant(), retryAt);
    return wait.compareTo(pause) > 0 ? wait : pause;
  }

  private void look() throws GitHubFailure {
    var known = store.knownWorkspaces();
    var lonely = new HashMap<List<String>, List<Branch>>();
    for (var branch : workspaces.branches()) {
      if (!known.contains(branch.workspace())) {
        lonely
            .computeIfAbsent(List.of(branch.owner(), branch.repository()), _ -> new ArrayList<>())
            .add(branch);
      }
    }
    var repositories = List.copyOf(lonely.keySet());
    for (int from = 0; from < repositories.size(); from += REPOSITORIES_AT_ONCE) {
      var some =
          repositories.subList(from, Math.min(repositories.size(), from + REPOSITORIES_AT_ONCE));
      var question = PullRequestQueries.open(some);
      var data = api.query(HOST, question.query(), question.variables());
      for (int i = 0; i < some.size(); i++) {
        link(lonely.getOrDefault(some.get(i), List.of()), opened(data.path("r" + i)));
      }
    }
  }

  private void link(List<Branch> branches, List<Open> opened) {
    var taken = new HashSet<PullRequestUrl>();
    store.linked().forEach(linked -> taken.add(linked.url()));
    match(branches, opened, taken)
        .forEach(
            (workspace, url) -> {
              try {
                facade.link(workspace, url.toString());
              } catch (DomainException gone) {
                log.debug("Workspace {} went before it was linked", workspace, gone);
              }
            });
  }

  /**
   * Whose is whose: the newest workspace of a branch gets the oldest pull request that is not older
   * than it, unless it took over a branch that was there before.
   */
  static Map<WorkspaceId, PullRequestUrl> match(
      List<Branch> branches, List<Open> opened, Set<PullRequestUrl> taken) {
    var matched = new HashMap<WorkspaceId, PullRequestUrl>();
    var byAge = new ArrayList<>(opened);
    byAge.sort(Comparator.comparing(Open::createdAt));
    for (var pullRequest : byAge) {
      if (!taken.contains(pullRequest.url())) {
        branches.stream()
            .filter(branch -> branch.name().equals(pullRequest.branch()))
            .filter(branch -> !matched.containsKey(branch.workspace()))
            .filter(
                branch -> branch.adopted() || !branch.createdAt().isAfter(pullRequest.createdAt()))
            .max(Comparator.comparing(Branch::createdAt))
            .ifPresent(branch -> matched.put(branch.workspace(), pullRequest.url()));
      }
    }
    return matched;
  }

  private static List<Open> opened(JsonNode repository) {
    var opened = new ArrayList<Open>();
    for (var node : repository.path("pullRequests").path("nodes")) {
      if (!node.path("isCrossRepository").asBoolean(true)) {
        open(node).ifPresent(opened::add);
      }
    }
    return opened;
  }

  private static Optional<Open> open(JsonNode node) {
    try {
      return Optional.of(
          new Open(
              PullRequestUrl.parse(node.path("url").asString("")),
              node.path("headRefName").asString(""),
              Instant.parse(node.path("createdAt").asString(""))));
    } catch (DomainException | DateTimeParseException odd) {
      log.debug("An open pull request can't be read", odd);
      return Optional.empty();
    }
  }
}
