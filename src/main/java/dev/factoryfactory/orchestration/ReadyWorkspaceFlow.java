package dev.factoryfactory.orchestration;

import dev.factoryfactory.session.SessionFacade;
import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.workspace.ProjectFacade;
import dev.factoryfactory.workspace.WorkspaceFacade;
import dev.factoryfactory.workspace.WorkspaceReady;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.util.stream.Collectors;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts the sessions that wait for a workspace, once it is ready. */
@Component
class ReadyWorkspaceFlow {

  private final ProjectFacade projects;
  private final WorkspaceFacade workspaces;
  private final SessionFacade sessions;

  ReadyWorkspaceFlow(ProjectFacade projects, WorkspaceFacade workspaces, SessionFacade sessions) {
    this.projects = projects;
    this.workspaces = workspaces;
    this.sessions = sessions;
  }

  @EventListener
  void on(WorkspaceReady event) {
    sessions.workspaceReady(event.workspaceId());
  }

  /** A server that died between the two steps left sessions that wait for what has happened. */
  @EventListener
  void on(ApplicationReadyEvent event) {
    for (var project : projects.activeIds()) {
      var waiting =
          sessions.facets(project).stream()
              .filter(ReadyWorkspaceFlow::hasWaiting)
              .map(SessionFacet::workspaceId)
              .collect(Collectors.toSet());
      if (!waiting.isEmpty()) {
        workspaces.facets(project).stream()
            .filter(facet -> facet.status() == WorkspaceStatus.READY)
            .filter(facet -> waiting.contains(facet.workspaceId()))
            .forEach(facet -> sessions.workspaceReady(facet.workspaceId()));
      }
    }
  }

  private static boolean hasWaiting(SessionFacet facet) {
    return facet.sessions().stream().anyMatch(session -> session.status() == SessionStatus.WAITING);
  }
}
