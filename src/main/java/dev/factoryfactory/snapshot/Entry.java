package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.workspace.LinkedIssue;
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
 * @param reasonRule the row of the table of reasons that decided
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
    int reasonRule,
    boolean isWorking,
    @Nullable OpenRequest pendingRequest,
    @Nullable Instant lastActivityAt,
    CiObservation ciObservation,
    SidebarState sidebarState,
    EntryParts.OfWorkspace workspace,
    @Nullable LinkedIssue issue,
    EntryParts.@Nullable OfGit git,
    EntryParts.@Nullable OfPullRequest pullRequest,
    EntryParts.@Nullable OfSessions session,
    EntryParts.@Nullable OfRatchet ratchet,
    EntryParts.@Nullable OfTerminals terminal,
    EntryParts.@Nullable OfRunScript runScript,
    Map<String, FacetState> facets) {

  Entry {
    facets = Map.copyOf(facets);
  }

  /** Puts an entry together; everything in it follows from the facts and the stamp. */
  static Entry of(WorkspaceFacts facts, Stamp stamp) {
    var workspace = facts.workspace();
    var rule = ReasonRule.of(facts);
    var reason = rule.code();
    var git = facts.git();
    var session = facts.session();
    var ratchet = facts.ratchet();
    var terminal = facts.terminal();
    var runScript = facts.runScript();
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
        rule.number(),
        Derivations.isWorking(facts),
        Derivations.pendingRequest(facts).orElse(null),
        Derivations.lastActivityAt(facts).orElse(null),
        Derivations.ciObservation(facts),
        Derivations.sidebarState(facts),
        EntryParts.OfWorkspace.of(workspace),
        workspace.issue(),
        git == null ? null : EntryParts.OfGit.of(git),
        facts.linked().map(EntryParts.OfPullRequest::of).orElse(null),
        session == null ? null : EntryParts.OfSessions.of(session),
        ratchet == null ? null : EntryParts.OfRatchet.of(ratchet),
        terminal == null ? null : EntryParts.OfTerminals.of(terminal),
        runScript == null ? null : EntryParts.OfRunScript.of(runScript),
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
        reasonRule,
        isWorking,
        pendingRequest,
        lastActivityAt,
        ciObservation,
        sidebarState,
        workspace,
        issue,
        git == null ? null : git.timeless(),
        pullRequest == null ? null : pullRequest.timeless(),
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
