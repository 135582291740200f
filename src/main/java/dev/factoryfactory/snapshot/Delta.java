package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.WorkspaceId;
import java.util.List;

/**
 * What changed between two sequences.
 *
 * @param from the sequence that its reader must hold
 * @param to the sequence that its reader holds afterwards
 */
record Delta(String epoch, long from, long to, List<Entry> changed, List<WorkspaceId> removed) {}
