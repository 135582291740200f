package dev.factoryfactory.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.demo.github.LocalGitHub;
import dev.factoryfactory.demo.github.LocalGitHub.Fault;
import dev.factoryfactory.demo.github.LocalRepository;
import dev.factoryfactory.github.GitHubWorkspaces.Branch;
import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubHost;
import dev.factoryfactory.kernel.WorkspaceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** When hosts are asked for pull requests, against one of this machine and a clock that is told. */
class PullRequestDiscoveryTests {

  private static final String HOST = "ghe.acme.test";
  private static final Duration SWEEP = Duration.ofMinutes(2);
  private static final Origin SHOP = new Origin(HOST, "acme", "shop");

  private final ToldClock clock = new ToldClock();
  private final Map<WorkspaceId, PullRequestUrl> linked = new HashMap<>();
  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
  private final Branch branch = new Branch(workspace, SHOP, SHOP, "fix", false, clock.instant());
  private final LocalGitHub gitHub = LocalGitHub.start(clock, "secret", HOST);
  private final LocalRepository repository = gitHub.add("acme", "shop", Path.of("none"));
  private final PullRequestDiscovery discovery = discovery();

  PullRequestDiscoveryTests() throws IOException {}

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void allAreLookedForNowAndThenAndOneAtOnce() {
    discovery.look(HOST);
    discovery.look(HOST);
    assertThat(gitHub.asked()).hasSize(1);

    discovery.want(workspace, List.of());
    discovery.look(HOST);
    discovery.look(HOST);
    assertThat(gitHub.asked()).hasSize(2);

    repository.open("Fix", "fix", "main");
    clock.forward(SWEEP);
    discovery.look(HOST);
    assertThat(linked).containsKey(workspace);
  }

  @Test
  void whatIsWantedWaitsAsLongAsTheHostAskedToAndIsNotForgotten() {
    discovery.look(HOST);
    repository.open("Fix", "fix", "main");
    gitHub.fail(Fault.SECONDARY_LIMIT);
    discovery.want(workspace, List.of());
    discovery.look(HOST);
    discovery.want(workspace, List.of());
    discovery.look(HOST);
    assertThat(gitHub.asked()).hasSize(2);
    assertThat(linked).isEmpty();

    clock.forward(SWEEP.multipliedBy(2));
    discovery.look(HOST);
    assertThat(linked).containsKey(workspace);
  }

  @Test
  void troubleDoesNotPutOffTheSweep() {
    gitHub.fail(Fault.BAD_GATEWAY);
    discovery.look(HOST);
    assertThat(gitHub.asked()).hasSize(1);

    repository.open("Fix", "fix", "main");
    clock.forward(SWEEP.multipliedBy(2));
    discovery.look(HOST);
    assertThat(linked).containsKey(workspace);
  }

  private PullRequestDiscovery discovery() {
    var settings =
        new GitHubProperties(Map.of(), null, SWEEP, SWEEP, SWEEP, SWEEP, Duration.ZERO, SWEEP);
    var store =
        new PullRequestRepository(JdbcClient.create(new DriverManagerDataSource())) {
          @Override
          Set<WorkspaceId> knownWorkspaces() {
            return Set.copyOf(linked.keySet());
          }

          @Override
          List<Linked> linked() {
            return List.of();
          }
        };
    var links =
        new PullRequestLinks(store, new OneBranch(branch), new TransactionTemplate(), _ -> {}) {
          @Override
          void adopt(WorkspaceId adopting, PullRequestUrl link) {
            linked.put(adopting, link);
          }
        };
    var api =
        new GitHubApi(
            name -> GitHubHost.at(name, gitHub.restUrl()), (_, _) -> Optional.of("secret"), clock);
    return new PullRequestDiscovery(
        store,
        new OneBranch(branch),
        links,
        new Hosts(settings, (_, _) -> Optional.of("secret")),
        api,
        settings,
        clock);
  }
}
