package dev.factoryfactory.snapshot;

import dev.factoryfactory.github.GitHubFacade;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.ratchet.RatchetFacade;
import dev.factoryfactory.runscript.RunScriptFacade;
import dev.factoryfactory.session.SessionFacade;
import dev.factoryfactory.terminal.TerminalFacade;
import dev.factoryfactory.workspace.ProjectFacade;
import dev.factoryfactory.workspace.WorkspaceFacade;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Joins the snapshot to the owners of its facets. */
@Configuration(proxyBeanMethods = false)
class SnapshotConfiguration {

  @Bean
  FacetSource workspaceSource(WorkspaceFacade workspaces) {
    return new FacetSource(FacetKind.WORKSPACE, workspaces::facets);
  }

  @Bean
  FacetSource gitSource(WorkspaceFacade workspaces) {
    return new FacetSource(FacetKind.GIT, workspaces::gitFacets);
  }

  @Bean
  FacetSource sessionSource(SessionFacade sessions) {
    return new FacetSource(FacetKind.SESSION, sessions::facets);
  }

  @Bean
  FacetSource pullRequestSource(GitHubFacade gitHub) {
    return new FacetSource(FacetKind.PULL_REQUEST, gitHub::facets);
  }

  @Bean
  FacetSource ratchetSource(RatchetFacade ratchet) {
    return new FacetSource(FacetKind.RATCHET, ratchet::facets);
  }

  @Bean
  FacetSource runScriptSource(RunScriptFacade runScripts) {
    return new FacetSource(FacetKind.RUN_SCRIPT, runScripts::facets);
  }

  @Bean
  FacetSource terminalSource(TerminalFacade terminals) {
    return new FacetSource(FacetKind.TERMINAL, terminals::facets);
  }

  @Bean
  SnapshotProjects snapshotProjects(ProjectFacade projects) {
    return new SnapshotProjects() {
      @Override
      public List<ProjectId> active() {
        return projects.activeIds();
      }

      @Override
      public String nameOf(ProjectId project) {
        return projects.nameOf(project);
      }
    };
  }
}
