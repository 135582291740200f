package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.WorkspaceId;

/** A terminal said something to a window: a command may have changed the worktree. */
public record TerminalSpoke(WorkspaceId workspaceId) {}
