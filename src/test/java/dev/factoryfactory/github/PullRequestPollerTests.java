package dev.factoryfactory.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.demo.github.LocalGitHub;
import dev.factoryfactory.demo.github.LocalRepository.LocalCheck;
import dev.factoryfactory.github.GitHubWorkspaces.Branch;
import dev.factoryfactory.github.api.GitHubApi;
import dev.factoryfactory.github.api.GitHubHost;
import dev.factoryfactory.kernel.WorkspaceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.api.Git;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** How often a pull request is read, against a GitHub of this machine and a clock that is told. */
class PullRequestPollerTests {

  private static final String HOST = "ghe.acme.test";
  private static final Origin SHOP = new Origin(HOST, "acme", "shop");
  private static final Duration ACTIVE = Duration.ofMinutes(1);
  private static final Duration RARELY = Duration.ofHours(1);
  private static final PullRequestUrl URL = new PullRequestUrl(HOST, "acme", "shop", 1);

  private final ToldClock clock = new ToldClock();
  private final LocalGitHub gitHub = LocalGitHub.start(clock, "secret", HOST);
  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
  private final OneBranch workspaces =
      new OneBranch(new Branch(workspace, SHOP, SHOP, "main", false, clock.instant()));
  private final OneRow store = new OneRow();
  private final PullRequestPoller poller = poller();

  PullRequestPollerTests() throws IOException {}

  @BeforeEach
  void openPullRequest(@TempDir Path folder) throws Exception {
    try (var git = Git.init().setInitialBranch("main").setDirectory(folder.toFile()).call()) {
      git.commit().setMessage("One").setAllowEmpty(true).setSign(false).call();
    }
    var shop = gitHub.add("acme", "shop", folder.resolve(".git"));
    shop.open("Fix", "main", "main");
    shop.checks(
        shop.head("main"), List.of(new LocalCheck(7_001L, "build", "IN_PROGRESS", null, "")));
  }

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void whatIsAwaitedIsReadOften() {
    poller.pollHost(HOST);
    poller.pollHost(HOST);
    assertThat(asked()).isOne();

    clock.forward(ACTIVE.multipliedBy(2));
    poller.pollHost(HOST);
    assertThat(asked()).isEqualTo(2);
  }

  @Test
  void whatIsOpenOfAnArchivedWorkspaceIsReadRarely() {
    workspaces.archived = true;
    poller.pollHost(HOST);
    clock.forward(ACTIVE.multipliedBy(2));
    poller.pollHost(HOST);
    assertThat(asked()).isOne();

    clock.forward(RARELY.multipliedBy(2));
    poller.pollHost(HOST);
    assertThat(asked()).isEqualTo(2);
  }

  @Test
  void whatIsOverOfAnArchivedWorkspaceIsReadNoMore() {
    poller.pollHost(HOST);
    store.close();
    workspaces.archived = true;
    clock.forward(RARELY.multipliedBy(2));
    poller.pollHost(HOST);
    assertThat(asked()).isOne();

    workspaces.archived = false;
    clock.forward(RARELY.multipliedBy(2));
    poller.pollHost(HOST);
    assertThat(asked()).isEqualTo(2);
  }

  private int asked() {
    return (int) gitHub.asked().stream().filter(it -> it.question().equals("Tick")).count();
  }

  private PullRequestPoller poller() {
    var settings =
        new GitHubProperties(Map.of(), null, ACTIVE, ACTIVE, RARELY, ACTIVE, Duration.ZERO, ACTIVE);
    var api =
        new GitHubApi(
            name -> GitHubHost.at(name, gitHub.restUrl()), (_, _) -> Optional.of("secret"), clock);
    var reader = new PullRequestReader(api, new ActionsChecks(new JobLogs(api, settings, clock)));
    var observer = new PullRequestObserver(reader, store, settings, _ -> {}, new AtOnce(), clock);
    return new PullRequestPoller(store, reader, observer, workspaces, api, settings, clock);
  }

  /** Remembers the one pull request without a database. */
  private final class OneRow extends PullRequestRepository {

    private Linked row = new Linked(URL, null, null, false);

    private OneRow() {
      super(JdbcClient.create(new DriverManagerDataSource()));
    }

    void close() {
      var known = row.facts();
      if (known != null) {
        var closed =
            new PullRequest.Facts(
                known.title(),
                PullRequest.State.CLOSED,
                known.headSha(),
                known.ci(),
                known.review(),
                known.mergeConflict(),
                known.observedAt());
        row = new Linked(URL, closed, row.headSince(), false);
      }
    }

    @Override
    List<Linked> linked() {
      return List.of(row);
    }

    @Override
    List<WorkspaceId> workspacesOf(PullRequestUrl url) {
      return List.of(workspace);
    }

    @Override
    List<PullRequestFacet> observe(PullRequestUrl url, PullRequest.Facts facts, Instant since) {
      row = new Linked(url, facts, since, false);
      return List.of();
    }
  }

  private static final class AtOnce extends TransactionTemplate {

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
      return action.doInTransaction(new SimpleTransactionStatus());
    }
  }
}
