package dev.factoryfactory.snapshot;

import dev.factoryfactory.github.PullRequestFacetChanged;
import dev.factoryfactory.ratchet.RatchetFacetChanged;
import dev.factoryfactory.runscript.RunScriptFacetChanged;
import dev.factoryfactory.session.SessionFacetChanged;
import dev.factoryfactory.terminal.TerminalFacetChanged;
import dev.factoryfactory.workspace.GitFacetChanged;
import dev.factoryfactory.workspace.ProjectChanged;
import dev.factoryfactory.workspace.WorkspaceFacetChanged;
import dev.factoryfactory.workspace.WorkspaceRemoved;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Brings what the owners announce into the snapshot, once it is stored. */
@Component
class SnapshotEvents {

  private final ProjectSnapshotService snapshots;
  private final NeedsYou needsYou;

  SnapshotEvents(ProjectSnapshotService snapshots, NeedsYou needsYou) {
    this.snapshots = snapshots;
    this.needsYou = needsYou;
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(WorkspaceFacetChanged event) {
    snapshots.apply(event.facet(), name(event));
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(GitFacetChanged event) {
    snapshots.apply(event.facet(), name(event));
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(SessionFacetChanged event) {
    snapshots.apply(event.facet(), name(event));
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(PullRequestFacetChanged event) {
    snapshots.apply(event.facet(), name(event));
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(RatchetFacetChanged event) {
    snapshots.apply(event.facet(), name(event));
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(TerminalFacetChanged event) {
    snapshots.apply(event.facet(), name(event));
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(RunScriptFacetChanged event) {
    snapshots.apply(event.facet(), name(event));
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(WorkspaceRemoved event) {
    snapshots.remove(event.projectId(), event.workspaceId(), name(event));
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(ProjectChanged event) {
    var project = event.project();
    needsYou.describe(project.id(), project.name(), project.archived());
  }

  private static String name(Object event) {
    return event.getClass().getSimpleName();
  }
}
