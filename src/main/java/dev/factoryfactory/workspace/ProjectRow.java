package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A project as stored. */
@Entity
@Table(name = "project")
class ProjectRow {

  @Id private UUID id;
  @Version private @Nullable Long version;
  private String name;
  private String slug;
  private String path;
  private @Nullable String gitUrl;

  @Enumerated(EnumType.STRING)
  private ProjectState state;

  @Enumerated(EnumType.STRING)
  private @Nullable ErrorCode errorCode;

  private @Nullable String errorMessage;
  private @Nullable String defaultBranch;
  private @Nullable String githubOwner;
  private @Nullable String githubRepo;
  private boolean archived;
  private Instant createdAt;
  private Instant updatedAt;

  protected ProjectRow() {}

  ProjectRow(
      ProjectId id, String name, String slug, Path path, @Nullable String gitUrl, Instant now) {
    this.id = id.value();
    this.name = name;
    this.slug = slug;
    this.path = path.toString();
    this.gitUrl = gitUrl;
    this.state = ProjectState.CLONING;
    this.createdAt = now;
    this.updatedAt = now;
  }

  void ready(RepositoryFacts facts, Instant now) {
    state = ProjectState.READY;
    errorCode = null;
    errorMessage = null;
    defaultBranch = facts.defaultBranch();
    githubOwner = facts.githubOwner();
    githubRepo = facts.githubRepo();
    archived = false;
    updatedAt = now;
  }

  void failed(ErrorCode code, String message, Instant now) {
    state = ProjectState.FAILED;
    errorCode = code;
    errorMessage = message;
    updatedAt = now;
  }

  void archive(Instant now) {
    archived = true;
    updatedAt = now;
  }

  void change(@Nullable String newName, @Nullable String newDefaultBranch, Instant now) {
    if (newName != null) {
      name = newName;
    }
    if (newDefaultBranch != null) {
      defaultBranch = newDefaultBranch;
    }
    updatedAt = now;
  }

  ProjectId id() {
    return new ProjectId(id);
  }

  String name() {
    return name;
  }

  String slug() {
    return slug;
  }

  Path path() {
    return Path.of(path);
  }

  ProjectState state() {
    return state;
  }

  boolean isArchived() {
    return archived;
  }

  @Nullable String gitUrl() {
    return gitUrl;
  }

  @Nullable String defaultBranch() {
    return defaultBranch;
  }

  Project toView(Project.@Nullable Progress progress) {
    var problem =
        errorCode == null || errorMessage == null
            ? null
            : new WorkspaceProblem(errorCode, errorMessage);
    return new Project(
        id(),
        name,
        slug,
        path,
        gitUrl,
        state,
        state == ProjectState.CLONING ? progress : null,
        problem,
        defaultBranch,
        githubOwner,
        githubRepo,
        archived,
        createdAt,
        updatedAt);
  }
}
