package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.terminal.TerminalFacet.Summary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The present facet of every workspace and its revisions. */
@Component
class TerminalBoard {

  private final TerminalRepository terminals;
  private final ApplicationEventPublisher events;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<WorkspaceId, TerminalFacet> facets = new HashMap<>();

  TerminalBoard(TerminalRepository terminals, ApplicationEventPublisher events) {
    this.terminals = terminals;
    this.events = events;
  }

  /** Says that the terminals of a workspace, as stored, have changed. */
  void changed(ProjectId project, WorkspaceId workspace) {
    TerminalFacet facet;
    lock.lock();
    try {
      // Read under the lock: what is read is never older than what is held.
      facet = advance(project, workspace, terminals.findByWorkspace(workspace));
    } finally {
      lock.unlock();
    }
    events.publishEvent(new TerminalFacetChanged(facet));
  }

  /** Says that a terminal of a workspace had something to say. */
  void spoke(WorkspaceId workspace) {
    events.publishEvent(new TerminalSpoke(workspace));
  }

  /** Every facet of a project; one query. */
  List<TerminalFacet> of(ProjectId project) {
    lock.lock();
    try {
      terminals.findByProject(project).stream()
          .collect(Collectors.groupingBy(Terminal::workspaceId))
          .forEach(
              (workspace, open) -> {
                if (!facets.containsKey(workspace)) {
                  advance(project, workspace, open);
                }
              });
      return facets.values().stream().filter(it -> it.projectId().equals(project)).toList();
    } finally {
      lock.unlock();
    }
  }

  private TerminalFacet advance(ProjectId project, WorkspaceId workspace, List<Terminal> open) {
    var before = facets.get(workspace);
    var facet =
        new TerminalFacet(
            project,
            workspace,
            before == null ? 1 : before.revision() + 1,
            open.stream().map(it -> new Summary(it.id(), it.name(), it.createdAt())).toList());
    facets.put(workspace, facet);
    return facet;
  }
}
