package dev.factoryfactory.snapshot;

import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.session.SessionFacet.Summary;
import dev.factoryfactory.session.SessionStatus;
import dev.factoryfactory.workspace.GitFacet;
import dev.factoryfactory.workspace.WorkspaceFacet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one workspace: the input of everything that is derived. */
record WorkspaceFacts(
    WorkspaceFacet workspace, @Nullable GitFacet git, @Nullable SessionFacet session) {

  List<Summary> sessions() {
    return session == null ? List.of() : session.sessions();
  }

  boolean hasHadSessions() {
    return session != null && session.hasHadSessions();
  }

  /** Whether a session ended, or its last turn came to nothing and no other has begun. */
  boolean anyFailed() {
    return sessions().stream()
        .anyMatch(
            session ->
                session.status() == SessionStatus.FAILED
                    || (session.status() == SessionStatus.IDLE && session.problem() != null));
  }

  boolean anySession(SessionStatus status) {
    return sessions().stream().anyMatch(it -> it.status() == status);
  }

  boolean isMerged() {
    return git != null && git.merged();
  }

  boolean hasConflicts() {
    return git != null && git.conflicts() > 0;
  }

  boolean hasChanges() {
    return git != null && git.files() > 0;
  }
}
