package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.runscript.RunScriptWorkspaces.Scripts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's run script as clients see it.
 *
 * @param run the number of the latest run, which its log carries too; 0 before the first
 * @param port the port it was given
 * @param detectedPort the port that its processes really listen on, once they do
 * @param exitCode how the latest run ended; {@code null} before that and after a signal
 * @param signal the signal that ended it
 * @param problem why the latest run failed
 * @param scripts what the worktree's file names now; {@code null} when it can't be read
 * @param scriptsProblem why it can't be read
 */
public record RunScript(
    WorkspaceId workspaceId,
    RunScriptStatus status,
    int run,
    @Nullable Integer port,
    @Nullable Integer detectedPort,
    @Nullable Long pid,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Integer exitCode,
    @Nullable String signal,
    @Nullable RunScriptProblem problem,
    @Nullable Scripts scripts,
    @Nullable RunScriptProblem scriptsProblem) {

  /** One that never ran. */
  static RunScript none(WorkspaceId workspaceId) {
    return new RunScript(
        workspaceId,
        RunScriptStatus.IDLE,
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  RunScript with(@Nullable Scripts now, @Nullable RunScriptProblem why) {
    return new RunScript(
        workspaceId,
        status,
        run,
        port,
        detectedPort,
        pid,
        startedAt,
        endedAt,
        exitCode,
        signal,
        problem,
        now,
        why);
  }
}
