package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.ProjectId;
import java.util.List;

/**
 * All entries of a project.
 *
 * @param epoch new each time the project is loaded; sequences of different ones don't compare
 * @param sequence of the last delta that is in it
 */
record Snapshot(ProjectId projectId, String epoch, long sequence, List<Entry> entries) {}
