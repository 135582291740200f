package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.WorkspaceId;

/**
 * Some more output of a setup script.
 *
 * @param from how many characters there were before
 * @param to how many there are with this
 */
record SetupOutput(WorkspaceId workspaceId, long from, long to, String output) {}
