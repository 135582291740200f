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
 * @param port where it serves: the port it was seen to listen on, else the one it was given; {@code
 *     null} when it does not run
 * @param detectedPort the port on which its processes really listen; {@code null} until they do
 * @param startedAt when the latest run began
 * @param endedAt when the latest run ended
 * @param exitCode how the latest run ended; {@code null} before that and after a signal
 * @param problem why it failed
 */
public record RunScriptFacet(
    ProjectId projectId,
    WorkspaceId workspaceId,
    long revision,
    RunScriptStatus status,
    @Nullable Integer port,
    @Nullable Integer detectedPort,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Integer exitCode,
    @Nullable RunScriptProblem problem)
    implements Facet {}
