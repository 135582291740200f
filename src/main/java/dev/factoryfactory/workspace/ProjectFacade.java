package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.platform.git.GitFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The one way to projects: the repositories in which workspaces are made. */
@Service
public class ProjectFacade {

  private static final Logger log = LoggerFactory.getLogger(ProjectFacade.class);
  private static final int MAX_SLUG_TRIES = 100;

  private final ProjectRepository projects;
  private final WorkspaceProperties properties;
  private final RepositoryInspector inspector;
  private final BranchLister branches;
  private final Cloner cloner;
  private final GitRefs refs;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Map<ProjectId, Project.Progress> progress = new ConcurrentHashMap<>();
  private final ReentrantLock endings = new ReentrantLock();

  ProjectFacade(
      ProjectRepository projects,
      WorkspaceProperties properties,
      RepositoryInspector inspector,
      BranchLister branches,
      Cloner cloner,
      GitRefs refs,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      Clock clock) {
    this.projects = projects;
    this.properties = properties;
    this.inspector = inspector;
    this.branches = branches;
    this.cloner = cloner;
    this.refs = refs;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Adds the repository at a path, or brings the archived project of that path back. */
  public Project add(String pathText) {
    var facts = inspector.inspect(path(pathText));
    var existing = projects.findByPath(facts.root().toString());
    if (existing.isPresent() && !existing.get().isArchived()) {
      throw exists(existing.get());
    }
    return transaction.execute(
        _ -> {
          var folder = String.valueOf(facts.root().getFileName());
          var row =
              projects
                  .findByPath(facts.root().toString())
                  .orElseGet(() -> newRow(folder, facts.root(), null));
          row.ready(facts, clock.instant());
          return publish(projects.saveAndFlush(row));
        });
  }

  /**
   * Starts to clone a repository; the answer is CLONING and the clone goes on in the background.
   */
  public Project addByUrl(String gitUrl) {
    var url = CloneUrl.parse(gitUrl);
    var project =
        transaction.execute(
            _ -> {
              var row = newRow(url.folder(), freeTarget(url), url.text());
              return publish(projects.saveAndFlush(row));
            });
    Thread.ofVirtual().name("clone-" + project.slug()).start(() -> runClone(project, url));
    return project;
  }

  /** All projects, archived or not, by name. */
  public List<Project> list(boolean archived) {
    return projects.findAllByArchived(archived).stream().map(this::view).toList();
  }

  public Project get(ProjectId id) {
    return view(find(id));
  }

  /** Where a branch of a project goes; where any goes for {@code null}. */
  public Remotes remotes(ProjectId id, @Nullable String branch) {
    try {
      return refs.remotes(GitPlace.common(find(id).path()), branch);
    } catch (IOException e) {
      throw new DomainException(ErrorCode.GIT_FAILED, "The project's repository can't be read.");
    }
  }

  public String nameOf(ProjectId id) {
    return find(id).name();
  }

  /** Ids of all projects that are not archived. */
  public List<ProjectId> activeIds() {
    return projects.findAllByArchived(false).stream().map(ProjectRow::id).toList();
  }

  /** Changes the name or the default branch; {@code null} leaves a value as it is. */
  public Project change(ProjectId id, @Nullable String name, @Nullable String defaultBranch) {
    return transaction.execute(
        _ -> {
          var row = find(id);
          if (defaultBranch != null) {
            requireBranch(row, defaultBranch);
          }
          row.change(name == null ? null : Names.checked(name), defaultBranch, clock.instant());
          return publish(projects.saveAndFlush(row));
        });
  }

  /** Takes a project off all lists. Its workspaces and files stay; a running clone is ended. */
  public void archive(ProjectId id) {
    if (find(id).state() != ProjectState.READY) {
      discard(id);
      return;
    }
    change(id, row -> row.archive(clock.instant()));
  }

  public List<Branch> branches(ProjectId id) {
    return branches.list(requireReady(id).path());
  }

  /** The stored project if its repository can be used. */
  ProjectRow requireReady(ProjectId id) {
    var row = find(id);
    if (row.state() != ProjectState.READY || row.isArchived()) {
      throw new DomainException(
          ErrorCode.PROJECT_NOT_READY,
          row.isArchived()
              ? "The project is archived. Add its path again to bring it back."
              : "The project's repository is not there yet. Wait for its clone to end.");
    }
    return row;
  }

  ProjectRow find(ProjectId id) {
    return projects
        .findById(id.value())
        .orElseThrow(
            () -> new DomainException(ErrorCode.NOT_FOUND, "There is no project with this id."));
  }

  /** Marks clones that died with an earlier server as failed and removes what they left. */
  void recover() {
    for (var row : projects.findAllCloning()) {
      try {
        cloner.cleanUp(row.id(), row.path());
      } catch (IOException e) {
        log.warn("Could not clean up after the clone of {}", row.slug(), e);
      }
      change(
          row.id(),
          cloning ->
              cloning.failed(
                  ErrorCode.INTERRUPTED,
                  "The server stopped while it cloned. Remove this project and add it again.",
                  clock.instant()));
    }
  }

  private void runClone(Project project, CloneUrl url) {
    var target = Path.of(project.path());
    try {
      cloner.clone(project.id(), url.text(), target, step -> report(project.id(), step));
      var facts = inspector.inspect(target);
      change(project.id(), row -> row.ready(facts, clock.instant()));
    } catch (GitFailure | DomainException | IOException e) {
      log.info("Clone of {} failed: {}", project.slug(), e.getMessage());
      change(
          project.id(),
          row ->
              row.failed(
                  ErrorCode.CLONE_FAILED,
                  "The clone failed. Git said: " + e.getMessage(),
                  clock.instant()));
    } finally {
      progress.remove(project.id());
    }
  }

  private void report(ProjectId id, Project.Progress step) {
    progress.put(id, step);
    projects.findById(id.value()).ifPresent(this::publish);
  }

  /**
   * Removes a project whose clone runs or failed: there is nothing of the user's in it. The record
   * goes first, so that the end of the clone finds nothing to write to.
   */
  private void discard(ProjectId id) {
    oneAtATime(
        () ->
            projects
                .findById(id.value())
                .ifPresent(
                    row -> {
                      projects.delete(row);
                      row.archive(clock.instant());
                      publish(row);
                    }));
    try {
      cloner.cancel(id);
    } catch (IOException e) {
      throw new UncheckedIOException("The clone could not be ended", e);
    }
  }

  /** Changes a stored project, unless it was removed meanwhile. */
  private void change(ProjectId id, Consumer<ProjectRow> change) {
    oneAtATime(
        () ->
            projects
                .findById(id.value())
                .ifPresent(
                    row -> {
                      change.accept(row);
                      publish(projects.saveAndFlush(row));
                    }));
  }

  /** The end of a clone and its cancelling by the user meet here, and one of them comes first. */
  private void oneAtATime(Runnable change) {
    endings.lock();
    try {
      transaction.executeWithoutResult(_ -> change.run());
    } finally {
      endings.unlock();
    }
  }

  private ProjectRow newRow(String folder, Path path, @Nullable String gitUrl) {
    return new ProjectRow(
        ProjectId.random(),
        Names.projectName(folder),
        freeSlug(folder),
        path,
        gitUrl,
        clock.instant());
  }

  private String freeSlug(String folder) {
    var wanted = Optional.of(Names.slug(folder)).filter(slug -> !slug.isEmpty()).orElse("project");
    for (int number = 1; number <= MAX_SLUG_TRIES; number++) {
      var slug = number == 1 ? wanted : wanted + "-" + number;
      if (!projects.existsBySlug(slug)) {
        return slug;
      }
    }
    throw new DomainException(
        ErrorCode.CONFLICT, "There are too many projects called %s.".formatted(wanted));
  }

  private Path freeTarget(CloneUrl url) {
    for (int number = 1; number <= MAX_SLUG_TRIES; number++) {
      var name = number == 1 ? url.folder() : url.folder() + "-" + number;
      var target = properties.repositories().resolve(name);
      if (!Files.exists(target) && !projects.existsByPath(target.toString())) {
        return target;
      }
    }
    throw new DomainException(
        ErrorCode.CONFLICT, "There are too many clones called %s.".formatted(url.folder()));
  }

  private void requireBranch(ProjectRow row, String name) {
    var known =
        branches.list(row.path()).stream()
            .anyMatch(branch -> branch.name().equals(name) || branch.displayName().equals(name));
    if (!known) {
      throw new DomainException(
          ErrorCode.BRANCH_NOT_FOUND, "There is no branch %s in this repository.".formatted(name));
    }
  }

  private static Path path(String text) {
    var trimmed = text.strip();
    var home = System.getProperty("user.home");
    var expanded =
        trimmed.equals("~") || trimmed.startsWith("~/") ? home + trimmed.substring(1) : trimmed;
    try {
      var path = Path.of(expanded);
      if (!path.isAbsolute()) {
        throw new DomainException(
            ErrorCode.INVALID_INPUT, "Give the whole path of the repository, from / or ~ on.");
      }
      return path.normalize();
    } catch (InvalidPathException malformed) {
      throw new DomainException(ErrorCode.INVALID_INPUT, "That is not a path.");
    }
  }

  private static DomainException exists(ProjectRow row) {
    return new DomainException(
        ErrorCode.PROJECT_EXISTS,
        "This repository is already here as %s.".formatted(row.name()),
        Map.of("projectId", row.id().toString()));
  }

  private Project publish(ProjectRow row) {
    var project = view(row);
    events.publishEvent(new ProjectChanged(project));
    return project;
  }

  private Project view(ProjectRow row) {
    return row.toView(progress.get(row.id()));
  }
}
