package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.ratchet.TimelineEvent.Kind;
import dev.factoryfactory.ratchet.TimelineEvent.More;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The one way to automatic fixes: which workspaces want them, what is done, and why. */
@Service
public class RatchetFacade {

  private final RatchetRepository store;
  private final RatchetSettingsRepository settings;
  private final DispatchRepository dispatches;
  private final BudgetRepository budgets;
  private final RatchetPullRequests pullRequests;
  private final FactsReader facts;
  private final TimelineRepository timeline;
  private final RatchetWork work;
  private final ApplicationEventPublisher events;

  RatchetFacade(
      RatchetRepository store,
      RatchetSettingsRepository settings,
      DispatchRepository dispatches,
      BudgetRepository budgets,
      RatchetPullRequests pullRequests,
      FactsReader facts,
      TimelineRepository timeline,
      RatchetWork work,
      ApplicationEventPublisher events) {
    this.store = store;
    this.settings = settings;
    this.dispatches = dispatches;
    this.budgets = budgets;
    this.pullRequests = pullRequests;
    this.facts = facts;
    this.timeline = timeline;
    this.work = work;
    this.events = events;
  }

  /**
   * Says for a new workspace whether it wants fixes; joins the transaction.
   *
   * @param enabled {@code null} for what its project begins with
   */
  @Transactional
  public void begin(ProjectId project, WorkspaceId workspace, @Nullable Boolean enabled) {
    switchTo(
        project, workspace, enabled == null ? settings.of(project).enabledByDefault() : enabled);
  }

  /** Switches automatic fixes for a workspace; joins the transaction. */
  @Transactional
  public void switchTo(ProjectId project, WorkspaceId workspace, boolean enabled) {
    var known = store.find(workspace).isPresent();
    store
        .put(project, workspace, enabled)
        .ifPresent(
            row -> {
              if (known || enabled) {
                timeline.add(
                    workspace,
                    enabled ? Kind.ENABLED : Kind.DISABLED,
                    enabled ? "Auto-fix was switched on" : "Auto-fix was switched off",
                    More.NOTHING);
              }
              events.publishEvent(new RatchetFacetChanged(row.facet()));
              afterCommit(workspace);
            });
  }

  /** Changes what is not {@code null}. */
  @Transactional
  RatchetView change(
      WorkspaceId workspace, @Nullable Boolean enabled, @Nullable Boolean autoMerge) {
    var row = row(workspace);
    if (enabled != null) {
      switchTo(row.projectId(), workspace, enabled);
    }
    if (autoMerge != null) {
      store.setAutoMerge(workspace, autoMerge);
      afterCommit(workspace);
    }
    return view(workspace);
  }

  /**
   * How the ratchet stands to a workspace.
   *
   * @throws DomainException NOT_FOUND when there is no such workspace
   */
  public RatchetFacet get(WorkspaceId workspace) {
    return row(workspace).facet();
  }

  /** The same with all that explains it. */
  RatchetView view(WorkspaceId workspace) {
    var row = row(workspace);
    var url = pullRequests.find(workspace).map(RatchetPullRequests.Watched::url).orElse(null);
    var wanted = settings.of(row.projectId());
    return RatchetView.of(
        row,
        wanted,
        settings.isPaused(),
        dispatches.open(workspace).orElse(null),
        budgets.of(row.projectId(), workspace, url, wanted.limits()));
  }

  public boolean isEnabled(WorkspaceId workspace) {
    return store.find(workspace).filter(RatchetRow::enabled).isPresent();
  }

  /** Something happened that a decision may follow from. */
  public void mayHaveNews(WorkspaceId workspace) {
    if (isEnabled(workspace) || dispatches.open(workspace).isPresent()) {
      work.want(workspace);
    }
  }

  /** Asks GitHub anew and decides, whatever the schedule says; goes on in the background. */
  RatchetView check(WorkspaceId workspace) {
    row(workspace);
    facts.forget(workspace);
    work.want(workspace);
    return view(workspace);
  }

  TimelineRepository.Page timeline(WorkspaceId workspace, @Nullable Long before, int limit) {
    row(workspace);
    return timeline.page(workspace, before, limit);
  }

  /** What a project wants of automatic fixes. */
  public RatchetSettings settings(ProjectId project) {
    return settings.of(project);
  }

  /** Stores what a project wants, and looks at its workspaces by that. */
  public RatchetSettings change(ProjectId project, RatchetSettings wanted) {
    settings.put(project, wanted);
    store.findByProject(project).stream()
        .filter(RatchetRow::enabled)
        .forEach(row -> work.want(row.workspaceId()));
    return wanted;
  }

  boolean isPaused() {
    return settings.isPaused();
  }

  /** Has all fixers rest, or lets them go on. What is under way is finished. */
  void pause(boolean paused) {
    if (settings.setPaused(paused)) {
      for (var workspace : store.enabled()) {
        timeline.add(
            workspace,
            Kind.PAUSED,
            paused ? "Auto-fix was paused everywhere" : "Auto-fix goes on everywhere",
            More.NOTHING);
        work.want(workspace);
      }
    }
  }

  /** Every ratchet facet of a project; one query. */
  public List<RatchetFacet> facets(ProjectId project) {
    return store.findByProject(project).stream().map(RatchetRow::facet).toList();
  }

  /** Forgets a workspace that was removed; joins the transaction. */
  public void remove(WorkspaceId workspace) {
    store.remove(workspace);
    dispatches.remove(workspace);
    timeline.remove(workspace);
    facts.forget(workspace);
  }

  private RatchetRow row(WorkspaceId workspace) {
    return store
        .find(workspace)
        .orElseThrow(
            () -> new DomainException(ErrorCode.NOT_FOUND, "There is no workspace with this id."));
  }

  private void afterCommit(WorkspaceId workspace) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      work.want(workspace);
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            work.want(workspace);
          }
        });
  }
}
