package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.workspace.WorkspaceStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workspace as every surface shows it. Immutable; also its JSON on the wire.
 *
 * @param version how often it has changed since its project was loaded
 * @param source what made it change last
 * @param branch the workspace's branch
 * @param pullRequest until its domain publishes a facet, none; likewise the last three parts
 * @param facets by the part's name, which revision of it is shown
 */
record Entry(
    WorkspaceId workspaceId,
    ProjectId projectId,
    long version,
    Instant computedAt,
    String source,
    String name,
    WorkspaceStatus status,
    @Nullable String branch,
    Instant createdAt,
    @Nullable KanbanColumn kanbanColumn,
    StatusReason statusReason,
    boolean isWorking,
    @Nullable OpenRequest pendingRequest,
    @Nullable Instant lastActivityAt,
    SidebarState sidebarState,
    EntryParts.OfWorkspace workspace,
    EntryParts.@Nullable OfGit git,
    @Nullable Object pullRequest,
    EntryParts.@Nullable OfSessions session,
    @Nullable Object ratchet,
    @Nullable Object terminal,
    @Nullable Object runScript,
    Map<String, FacetState> facets) {

  Entry {
    facets = Map.copyOf(facets);
  }

  /** Puts an entry together; everything in it follows from the facts and the stamp. */
  static Entry of(WorkspaceFacts facts, Stamp stamp) {
    var workspace = facts.workspace();
    var reason = Derivations.reason(facts);
    var git = facts.git();
    var session = facts.session();
    return new Entry(
        workspace.workspaceId(),
        workspace.projectId(),
        stamp.version(),
        stamp.computedAt(),
        stamp.source(),
        workspace.name(),
        workspace.status(),
        workspace.branch(),
        workspace.createdAt(),
        KanbanColumn.of(reason),
        reason.reason(),
        Derivations.isWorking(facts),
        Derivations.pendingRequest(facts).orElse(null),
        Derivations.lastActivityAt(facts).orElse(null),
        Derivations.sidebarState(facts),
        EntryParts.OfWorkspace.of(workspace),
        git == null ? null : EntryParts.OfGit.of(git),
        null,
        session == null ? null : EntryParts.OfSessions.of(session),
        null,
        null,
        null,
        stamp.facets());
  }

  /** Whether a reader would see no difference: when it was made and git was read does not count. */
  boolean showsTheSameAs(Entry other) {
    return timeless().equals(other.timeless());
  }

  private Entry timeless() {
    return new Entry(
        workspaceId,
        projectId,
        0,
        Instant.EPOCH,
        "",
        name,
        status,
        branch,
        createdAt,
        kanbanColumn,
        statusReason,
        isWorking,
        pendingRequest,
        lastActivityAt,
        sidebarState,
        workspace,
        git == null ? null : git.timeless(),
        pullRequest,
        session,
        ratchet,
        terminal,
        runScript,
        Map.of());
  }

  /** What an entry says about its own making. */
  record Stamp(long version, Instant computedAt, String source, Map<String, FacetState> facets) {}

  /** Which revision of a part is shown, what brought it and when. */
  record FacetState(long revision, String source, Instant at) {}
}
