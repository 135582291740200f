package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.process.SupervisedProcess;
import dev.factoryfactory.session.acp.AgentInput;
import dev.factoryfactory.session.acp.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What every live session works with. */
@Component
record SessionTools(
    SessionStore store,
    ChangeAnnouncer announcer,
    AgentLauncher launcher,
    Agents agents,
    Handshake handshake,
    Turns turns,
    Endings endings,
    Deadlines deadlines,
    AgentLines lines,
    SessionWorkspaces workspaces,
    StartLine line,
    ProviderPauses pauses,
    SessionProperties properties) {

  /** Where the agents of a workspace work. */
  Path worktree(WorkspaceId workspace) {
    return workspaces
        .find(workspace)
        .map(SessionWorkspaces.WorkspacePlace::worktree)
        .filter(Files::isDirectory)
        .orElseThrow(
            () ->
                new DomainException(
                    ErrorCode.WORKTREE_MISSING, "The workspace has no worktree to work in."));
  }

  boolean isReady(WorkspaceId workspace) {
    return workspaces.find(workspace).map(SessionWorkspaces.WorkspacePlace::ready).orElse(false);
  }

  /** Opens the streams of a process, which is {@code null} when it is gone. */
  AgentRun open(
      StoredSession session,
      @Nullable SupervisedProcess process,
      long offset,
      AgentRun.Listener listener)
      throws IOException {
    var streams = launcher.streams(session.id(), session.generation());
    Files.createDirectories(streams.stdout().getParent());
    var journal = Journal.open(streams.stdout(), offset, properties.maxLineBytes());
    var input =
        process == null
            ? AgentInput.closed()
            : AgentInput.open(
                streams.stdin(), streams.sent(), streams.stdout(), "agent-input-" + process.pid());
    return new AgentRun(
        session.generation(), process, journal, input, listener, properties.textPause());
  }

  /**
   * Where a workspace's agents work.
   *
   * @throws DomainException NOT_FOUND
   */
  SessionWorkspaces.WorkspacePlace place(WorkspaceId workspace) {
    return workspaces
        .find(workspace)
        .orElseThrow(
            () -> new DomainException(ErrorCode.NOT_FOUND, "There is no workspace with this id."));
  }

  void requireUsable(SessionWorkspaces.WorkspacePlace place) {
    if (!place.usable()) {
      throw new DomainException(
          ErrorCode.INVALID_STATE, "No agent can work in this workspace as it is now.");
    }
  }
}
