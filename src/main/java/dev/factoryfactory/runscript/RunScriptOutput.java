package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.WorkspaceId;

/**
 * Some more output of a run script.
 *
 * @param from how many bytes of the channel's log there were before
 * @param to how many there are with this
 */
record RunScriptOutput(
    WorkspaceId workspaceId, int run, LogChannel channel, long from, long to, String output) {}
