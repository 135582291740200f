package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's run script, as its snapshot entry shows it.
 *
 * @param revision the stored row's version
 * @param port where it serves; {@code null} while that is not known
 * @param startedAt when the latest run began
 * @param exitCode how the latest run ended; {@code null} before that and after a signal
 */
public record RunScriptFacet(
    ProjectId projectId,
    WorkspaceId workspaceId,
    long revision,
    RunScriptStatus status,
    @Nullable Integer port,
    @Nullable Instant startedAt,
    @Nullable Integer exitCode)
    implements Facet {}
