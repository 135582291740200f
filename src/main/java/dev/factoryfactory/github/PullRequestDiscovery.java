package dev.factoryfactory.github;

import dev.factoryfactory.github.GitHubWorkspaces.Branch;
import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubFailure;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finds the pull requests of workspaces that have none by their branches: exactly the same name,
 * pushed to the same repository, one to one. All are looked for now and then, one workspace at once
 * when its agent or a push gives reason to, and no host before it may be asked again.
 */
@Component
class PullRequestDiscovery implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(PullRequestDiscovery.class);
  private static final int REPOSITORIES_AT_ONCE = 20;
  private static final int MAX_DOUBLINGS = 5;

  /** While the allowance lets a question be asked as often as this, nobody waits for it. */
  private static final Duration PLENTY = Duration.ofSeconds(5);

  /** When a host is asked for all; and, whatever is wanted, not before. */
  private record Turn(Instant due, Instant notBefore, int failures) {

    static final Turn FIRST = new Turn(Instant.EPOCH, Instant.EPOCH, 0);
  }

  private final PullRequestRepository store;
  private final GitHubWorkspaces workspaces;
  private final PullRequestLinks links;
  private final Hosts hosts;
  private final GitHubApi api;
  private final GitHubProperties settings;
  private final Clock clock;
  private final HostWorkers workers = new HostWorkers("discovery", this::look);
  private final Map<String, Turn> turns = new ConcurrentHashMap<>();

  /** Hosts that some workspace's pull request may be on, and when to find out about new ones. */
  private volatile Set<String> current = Set.of();

  private volatile Instant anew = Instant.EPOCH;

  /** Who is to be looked for at once, and what was said of it. */
  private final Map<WorkspaceId, List<String>> wanted = new ConcurrentHashMap<>();

  PullRequestDiscovery(
      PullRequestRepository store,
      GitHubWorkspaces workspaces,
      PullRequestLinks links,
      Hosts hosts,
      GitHubApi api,
      GitHubProperties settings,
      Clock clock) {
    this.store = store;
    this.workspaces = workspaces;
    this.links = links;
    this.hosts = hosts;
    this.api = api;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void destroy() {
    workers.close();
  }

  /** Has every host looked at that it is time for, or that something is wanted of. */
  @Scheduled(fixedDelay = 5, initialDelay = 10, timeUnit = TimeUnit.SECONDS)
  void discover() {
    var now = clock.instant();
    boolean due =
        !now.isBefore(anew)
            || current.stream().anyMatch(host -> isDue(turns.getOrDefault(host, Turn.FIRST), now));
    if (!due && wanted.isEmpty()) {
      return;
    }
    anew = now.plus(settings.discovery());
    var lonely = lonely();
    current = lonely.keySet().stream().filter(hosts::isGitHub).collect(Collectors.toSet());
    wanted.keySet().retainAll(workspaces(lonely, current));
    current.forEach(workers::run);
  }

  /**
   * Looks for the pull request of one workspace at once, if it has none.
   *
   * @param said what may name it; not believed
   */
  void soon(WorkspaceId workspace, List<String> said) {
    want(workspace, said);
    Thread.ofVirtual().name("github-soon").start(this::discover);
  }

  /** The same for each workspace of a repository, in which something is new. */
  void soon(Predicate<Origin> repository) {
    Thread.ofVirtual()
        .name("github-soon")
        .start(
            () -> {
              for (var branch : workspaces.branches(store.knownWorkspaces())) {
                if (repository.test(branch.base())) {
                  want(branch.workspace(), List.of());
                }
              }
              discover();
            });
  }

  void want(WorkspaceId workspace, List<String> said) {
    wanted.merge(workspace, said, (before, more) -> more.isEmpty() ? before : more);
  }

  /** Branches of workspaces that never had a pull request, by host. */
  private Map<String, List<Branch>> lonely() {
    var lonely = new HashMap<String, List<Branch>>();
    for (var branch : workspaces.branches(store.knownWorkspaces())) {
      lonely.computeIfAbsent(branch.base().host(), _ -> new ArrayList<>()).add(branch);
    }
    return lonely;
  }

  private static Set<WorkspaceId> workspaces(Map<String, List<Branch>> lonely, Set<String> some) {
    return some.stream()
        .flatMap(host -> lonely.getOrDefault(host, List.of()).stream())
        .map(Branch::workspace)
        .collect(Collectors.toSet());
  }

  private static boolean isDue(Turn turn, Instant now) {
    return !now.isBefore(turn.due()) && !now.isBefore(turn.notBefore());
  }

  /** Looks at a host now, unless it may not be asked yet. */
  void look(String host) {
    var turn = turns.getOrDefault(host, Turn.FIRST);
    var now = clock.instant();
    if (now.isBefore(turn.notBefore())) {
      return;
    }
    var branches = lonely().getOrDefault(host, List.of());
    var said = new HashMap<WorkspaceId, List<String>>();
    branches.forEach(
        branch ->
            Optional.ofNullable(wanted.get(branch.workspace()))
                .ifPresent(words -> said.put(branch.workspace(), words)));
    boolean all = isDue(turn, now);
    if (!all && said.isEmpty()) {
      return;
    }
    try {
      var found = named(host, branches, said);
      var rest =
          branches.stream()
              .filter(branch -> !found.contains(branch.workspace()))
              .filter(branch -> all || said.containsKey(branch.workspace()))
              .toList();
      listed(host, rest, branches);
      said.forEach(wanted::remove);
      var after = clock.instant();
      var due = all ? after.plus(settings.discovery()) : turn.due();
      var pause = Cadence.affordable(api.limit(host, "graphql"), after);
      boolean plenty = pause.compareTo(PLENTY) <= 0;
      turns.put(host, new Turn(due, plenty ? after : after.plus(pause), 0));
    } catch (GitHubFailure failure) {
      log.debug("Open pull requests of {} can't be listed: {}", host, failure.detail());
      int failures = turn.failures() + 1;
      var notBefore = clock.instant().plus(pause(failures, failure));
      turns.put(host, new Turn(turn.due(), notBefore, failures));
    }
  }

  private Duration pause(int failures, GitHubFailure failure) {
    var pause = settings.discovery().multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    var retryAt = failure.retryAt();
    var wait = retryAt == null ? pause : Duration.between(clock.instant(), retryAt);
    return wait.compareTo(pause) > 0 ? wait : pause;
  }

  /** Asks for what was named, in one request. */
  private Set<WorkspaceId> named(
      String host, List<Branch> branches, Map<WorkspaceId, List<String>> said)
      throws GitHubFailure {
    var urls = new HashSet<PullRequestUrl>();
    for (var branch : branches) {
      urls.addAll(Mentions.of(branch.base(), said.getOrDefault(branch.workspace(), List.of())));
    }
    if (urls.isEmpty()) {
      return Set.of();
    }
    var question = PullRequestQueries.named(urls);
    var data = api.query(host, question.query(), question.variables());
    var found = new ArrayList<FoundPullRequest>();
    question
        .places()
        .keySet()
        .forEach(
            place -> {
              var steps = place.split("/", 2);
              FoundPullRequest.of(host, data.path(steps[0]).path(steps[1])).ifPresent(found::add);
            });
    return link(branches.stream().filter(it -> said.containsKey(it.workspace())).toList(), found);
  }

  /**
   * Asks for what is open in the repositories of some branches.
   *
   * @param all every branch that has none: who is looked for must not take another's
   */
  private void listed(String host, List<Branch> some, List<Branch> all) throws GitHubFailure {
    var repositories = some.stream().map(Branch::base).distinct().toList();
    for (int from = 0; from < repositories.size(); from += REPOSITORIES_AT_ONCE) {
      var part =
          repositories.subList(from, Math.min(repositories.size(), from + REPOSITORIES_AT_ONCE));
      var question = PullRequestQueries.open(part);
      var data = api.query(host, question.query(), question.variables());
      for (int i = 0; i < part.size(); i++) {
        var base = part.get(i);
        var found = new ArrayList<FoundPullRequest>();
        data.path("r" + i)
            .path("pullRequests")
            .path("nodes")
            .forEach(node -> FoundPullRequest.of(host, node).ifPresent(found::add));
        link(all.stream().filter(branch -> branch.base().equals(base)).toList(), found);
      }
    }
  }

  private Set<WorkspaceId> link(List<Branch> branches, List<FoundPullRequest> found) {
    var taken = new HashSet<PullRequestUrl>();
    store.linked().forEach(linked -> taken.add(linked.url()));
    var matched = FoundPullRequest.match(branches, found, taken);
    matched.forEach(links::adopt);
    return matched.keySet();
  }
}
