package dev.factoryfactory.orchestration;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.settings.Settings;
import dev.factoryfactory.session.PermissionPolicy;
import dev.factoryfactory.session.SessionWorkspaces;
import dev.factoryfactory.workspace.Workspace;
import dev.factoryfactory.workspace.WorkspaceFacade;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells sessions where they work without showing them the workspace module. */
@Component
class WorkspaceBackedSessionWorkspaces implements SessionWorkspaces {

  // Each of the two domains needs the other: one of the bridges has to look late.
  private final ObjectProvider<WorkspaceFacade> workspaces;
  private final Settings settings;

  WorkspaceBackedSessionWorkspaces(ObjectProvider<WorkspaceFacade> workspaces, Settings settings) {
    this.workspaces = workspaces;
    this.settings = settings;
  }

  @Override
  public Optional<WorkspacePlace> find(WorkspaceId workspaceId) {
    try {
      return Optional.of(place(workspaces.getObject().get(workspaceId)));
    } catch (DomainException refusal) {
      if (refusal.code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  @Override
  public Optional<String> defaultAgent() {
    return settings.defaultAgent();
  }

  @Override
  public PermissionPolicy defaultPermissions() {
    return settings
        .defaultPermissions()
        .map(PermissionPolicy::parse)
        .orElse(PermissionPolicy.STRICT);
  }

  private static WorkspacePlace place(Workspace workspace) {
    return new WorkspacePlace(
        workspace.projectId(),
        workspace.id(),
        workspace.status() == WorkspaceStatus.READY,
        isUsable(workspace.status()),
        Path.of(workspace.worktreePath()),
        workspace.agent());
  }

  private static boolean isUsable(WorkspaceStatus status) {
    return switch (status) {
      case NEW, PROVISIONING, READY -> true;
      case FAILED, ARCHIVING, ARCHIVED -> false;
    };
  }
}
