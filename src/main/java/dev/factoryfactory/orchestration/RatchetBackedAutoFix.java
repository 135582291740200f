package dev.factoryfactory.orchestration;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.RatchetFacade;
import dev.factoryfactory.ratchet.RatchetFacet;
import dev.factoryfactory.workspace.WorkspaceAutoFix;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets the switch of a workspace be set with it, without the workspace module knowing who has it.
 */
@Component
class RatchetBackedAutoFix implements WorkspaceAutoFix {

  private final RatchetFacade ratchet;

  RatchetBackedAutoFix(RatchetFacade ratchet) {
    this.ratchet = ratchet;
  }

  @Override
  public void begin(ProjectId project, WorkspaceId workspace, @Nullable Boolean enabled) {
    ratchet.begin(project, workspace, enabled);
  }

  @Override
  public void switchTo(ProjectId project, WorkspaceId workspace, boolean enabled) {
    ratchet.switchTo(project, workspace, enabled);
  }

  @Override
  public boolean isOn(WorkspaceId workspace) {
    return ratchet.isEnabled(workspace);
  }

  @Override
  public Set<WorkspaceId> onIn(ProjectId project) {
    return ratchet.facets(project).stream()
        .filter(RatchetFacet::enabled)
        .map(RatchetFacet::workspaceId)
        .collect(Collectors.toSet());
  }
}
