package dev.factoryfactory.demo;

import dev.factoryfactory.demo.github.LocalGitHub;
import dev.factoryfactory.demo.github.LocalHead;
import dev.factoryfactory.demo.github.LocalPlan;
import dev.factoryfactory.demo.github.LocalRepository;
import dev.factoryfactory.github.GitHubFacade;
import dev.factoryfactory.github.NewPullRequest;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.git.Git;
import dev.factoryfactory.ratchet.RatchetFacade;
import dev.factoryfactory.session.TurnEnded;
import dev.factoryfactory.workspace.NewWorkspace;
import dev.factoryfactory.workspace.ProjectFacade;
import dev.factoryfactory.workspace.WorkspaceFacade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * A project whose one workspace goes the whole way by itself: an agent proposes, the check fails,
 * auto-fix sends an agent for it, the check passes, a reviewer approves, and it is merged.
 */
@Component
@Profile("demo")
@ConditionalOnBooleanProperty(name = "factory-factory.demo.github", matchIfMissing = true)
class DemoMill {

  private static final String OWNER = "mill";
  private static final String NAME = "water-mill";
  private static final Duration CHECK_TAKES = Duration.ofSeconds(6);

  private static final String LOG =
      """
      ##[group]Run ./mill grind
      ##[endgroup]
      Grinding what is in the hopper
      [ERROR] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0 <<< FAILURE! -- in MillTest
      [ERROR] MillTest.grinds -- Time elapsed: 0.02 s <<< FAILURE!
      org.opentest4j.AssertionFailedError: expected: <flour> but was: <gravel>, see broken.txt
      ##[error]Process completed with exit code 1.
      """;

  private final ProjectFacade projects;
  private final WorkspaceFacade workspaces;
  private final GitHubFacade gitHub;
  private final RatchetFacade ratchet;
  private final LocalGitHub local;
  private final Git git;
  private final Path folder;
  private final Set<WorkspaceId> proposing = ConcurrentHashMap.newKeySet();

  DemoMill(
      ProjectFacade projects,
      WorkspaceFacade workspaces,
      GitHubFacade gitHub,
      RatchetFacade ratchet,
      LocalGitHub local,
      Git git,
      @Value("${factory-factory.home}") Path home) {
    this.projects = projects;
    this.workspaces = workspaces;
    this.gitHub = gitHub;
    this.ratchet = ratchet;
    this.local = local;
    this.git = git;
    this.folder = home.toAbsolutePath().resolve("demo");
  }

  @EventListener
  void on(ApplicationReadyEvent event) throws IOException {
    var bare = folder.resolve(NAME + ".git");
    boolean made = Files.isDirectory(bare);
    if (!made) {
      makeRepository(bare);
    }
    var repository = local.add(OWNER, NAME, bare);
    repository.script((head, _) -> check(repository, head));
    if (made) {
      return;
    }
    var project = projects.add(folder.resolve(NAME).toString()).id();
    ratchet.change(project, ratchet.settings(project).withAutoMerge());
    var task =
        new NewWorkspace("Grind a finer flour", "Grind finer. @propose", null, null, "demo", true);
    proposing.add(workspaces.create(project, task).id());
  }

  /** What the agent proposed is opened as a pull request. */
  @TransactionalEventListener(fallbackExecution = true)
  void on(TurnEnded event) {
    if (proposing.remove(event.workspaceId())) {
      Thread.ofVirtual()
          .name("demo-pull-request")
          .start(
              () ->
                  gitHub.create(
                      event.workspaceId(),
                      new NewPullRequest(
                          "Grind a finer flour", "A finer stone for a finer flour.", null, null)));
    }
  }

  private static List<LocalPlan> check(LocalRepository repository, LocalHead head) {
    if (head.has("broken.txt")) {
      return List.of(LocalPlan.of("grind", "FAILURE", CHECK_TAKES, LOG));
    }
    repository.numbers().stream()
        .map(repository::find)
        .filter(it -> it != null && it.state().equals("OPEN"))
        .forEach(it -> repository.put(it.withReview("APPROVED")));
    return List.of(LocalPlan.of("grind", "SUCCESS", CHECK_TAKES, ""));
  }

  private void makeRepository(Path bare) throws IOException {
    var root = folder.resolve(NAME);
    Files.createDirectories(root);
    git.run(root, "init", "--quiet", "--initial-branch=main");
    git.run(root, "config", "user.name", "Water Mill");
    git.run(root, "config", "user.email", "water-mill@example.org");
    Files.writeString(root.resolve("README.md"), "# Water mill\n\nGrinds what is in the hopper.\n");
    git.run(root, "add", "--all");
    git.run(root, "commit", "--quiet", "--no-verify", "-m", "Say what it is");
    git.run(folder, "clone", "--quiet", "--bare", root.toString(), bare.toString());
    var address = "https://%s/%s/%s.git".formatted(DemoGitHubStart.HOST, OWNER, NAME);
    git.run(root, "remote", "add", "origin", address);
    git.run(root, "config", "url." + bare + ".insteadOf", address);
  }
}
