package dev.factoryfactory.orchestration;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.workspace.Workspace;
import dev.factoryfactory.workspace.WorkspaceFacade;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Workspaces for bridges whose domain the workspace module needs too: one of the two looks late.
 */
@Component
class LateWorkspaces {

  private final ObjectProvider<WorkspaceFacade> workspaces;

  LateWorkspaces(ObjectProvider<WorkspaceFacade> workspaces) {
    this.workspaces = workspaces;
  }

  WorkspaceFacade facade() {
    return workspaces.getObject();
  }

  /** The workspace as it is now; empty when there is none with this id. */
  Optional<Workspace> find(WorkspaceId id) {
    try {
      return Optional.of(facade().get(id));
    } catch (DomainException refusal) {
      if (refusal.code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw refusal;
    }
  }
}
