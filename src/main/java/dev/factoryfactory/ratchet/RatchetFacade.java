package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The one way to automatic fixes: which workspaces want them. */
@Service
public class RatchetFacade {

  private final RatchetRepository store;
  private final ApplicationEventPublisher events;

  RatchetFacade(RatchetRepository store, ApplicationEventPublisher events) {
    this.store = store;
    this.events = events;
  }

  /** Switches automatic fixes for a workspace; joins the transaction. */
  @Transactional
  public void switchTo(ProjectId project, WorkspaceId workspace, boolean enabled) {
    store
        .put(project, workspace, enabled)
        .ifPresent(facet -> events.publishEvent(new RatchetFacetChanged(facet)));
  }

  /**
   * How the ratchet stands to a workspace.
   *
   * @throws DomainException NOT_FOUND when there is no such workspace
   */
  public RatchetFacet get(WorkspaceId workspace) {
    return store
        .find(workspace)
        .orElseThrow(
            () -> new DomainException(ErrorCode.NOT_FOUND, "There is no workspace with this id."));
  }

  public boolean isEnabled(WorkspaceId workspace) {
    return store.find(workspace).filter(RatchetFacet::enabled).isPresent();
  }

  /** Every ratchet facet of a project; one query. */
  public List<RatchetFacet> facets(ProjectId project) {
    return store.findByProject(project);
  }

  /** Forgets a workspace that was removed; joins the transaction. */
  public void remove(WorkspaceId workspace) {
    store.remove(workspace);
  }
}
