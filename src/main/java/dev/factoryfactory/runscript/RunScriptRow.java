package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.runscript.RunScriptState.Active;
import dev.factoryfactory.runscript.RunScriptState.AtRest;
import dev.factoryfactory.runscript.RunScriptState.Completed;
import dev.factoryfactory.runscript.RunScriptState.Failed;
import dev.factoryfactory.runscript.RunScriptState.Idle;
import dev.factoryfactory.runscript.RunScriptState.Running;
import dev.factoryfactory.runscript.RunScriptState.Starting;
import dev.factoryfactory.runscript.RunScriptState.Stopping;
import dev.factoryfactory.runscript.RunScriptWorkspaces.Scripts;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run script as stored. Its status moves only by the transitions of {@link RunScriptState}. */
@Entity
@Table(name = "run_script")
class RunScriptRow {

  @Id private UUID workspaceId;
  @Version private @Nullable Long version;
  private UUID projectId;

  @Enumerated(EnumType.STRING)
  private RunScriptStatus status;

  private int run;
  private String processId;
  private @Nullable Long pid;
  private int port;
  private @Nullable Integer detectedPort;
  private String runCommand;
  private @Nullable String postRunCommand;
  private @Nullable String cleanupCommand;
  private Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable Integer exitCode;
  private @Nullable String signal;

  @Enumerated(EnumType.STRING)
  private @Nullable ErrorCode problemCode;

  private @Nullable String problemMessage;

  protected RunScriptRow() {}

  /** A row for a first run, which {@link #begin} makes it. */
  RunScriptRow(ProjectId projectId, WorkspaceId workspaceId, Instant now) {
    this.projectId = projectId.value();
    this.workspaceId = workspaceId.value();
    this.status = RunScriptStatus.IDLE;
    this.processId = "";
    this.runCommand = "";
    this.startedAt = now;
  }

  RunScriptState state() {
    return switch (status) {
      case IDLE -> new Idle();
      case STARTING -> new Starting(run, processId);
      case RUNNING -> new Running(run, processId);
      case STOPPING -> new Stopping(run, processId);
      case COMPLETED -> new Completed();
      case FAILED -> new Failed();
    };
  }

  /** Begins a run. */
  void begin(Starting next, int givenPort, String command, Scripts commands, Instant now) {
    moveTo(next);
    run = next.run();
    processId = next.processId();
    pid = null;
    port = givenPort;
    detectedPort = null;
    runCommand = command;
    postRunCommand = commands.postRun();
    cleanupCommand = commands.cleanup();
    startedAt = now;
    endedAt = null;
    exitCode = null;
    signal = null;
    problem(null);
  }

  /** Goes on with the same run. */
  void moveTo(RunScriptState next) {
    status = next.status();
  }

  void runs(Running next, long itsPid) {
    moveTo(next);
    pid = itsPid;
  }

  /** Nothing of the run is left. */
  void end(AtRest next, Exit exit, @Nullable RunScriptProblem why, Instant now) {
    moveTo(next);
    pid = null;
    detectedPort = null;
    endedAt = now;
    exitCode = exit.code();
    signal = exit.signal();
    problem(why);
  }

  void detected(@Nullable Integer itsPort) {
    detectedPort = itsPort;
  }

  void problem(@Nullable RunScriptProblem why) {
    problemCode = why == null ? null : why.code();
    problemMessage = why == null ? null : why.message();
  }

  WorkspaceId workspaceId() {
    return new WorkspaceId(workspaceId);
  }

  ProjectId projectId() {
    return new ProjectId(projectId);
  }

  int run() {
    return run;
  }

  String processId() {
    return processId;
  }

  Instant startedAt() {
    return startedAt;
  }

  int port() {
    return port;
  }

  @Nullable Integer detectedPort() {
    return detectedPort;
  }

  boolean isActive() {
    return state() instanceof Active;
  }

  /** What the run was started with, the port filled in. */
  Scripts commands() {
    return new Scripts(runCommand, postRunCommand, cleanupCommand);
  }

  String runCommand() {
    return runCommand;
  }

  private @Nullable RunScriptProblem currentProblem() {
    return problemCode == null || problemMessage == null
        ? null
        : new RunScriptProblem(problemCode, problemMessage);
  }

  RunScript toView() {
    return new RunScript(
        workspaceId(),
        status,
        run,
        port,
        detectedPort,
        pid,
        startedAt,
        endedAt,
        exitCode,
        signal,
        currentProblem(),
        null,
        null);
  }

  RunScriptFacet toFacet() {
    return new RunScriptFacet(
        projectId(),
        workspaceId(),
        version == null ? 0 : version,
        status,
        servedAt(),
        detectedPort,
        startedAt,
        endedAt,
        exitCode,
        currentProblem());
  }

  private @Nullable Integer servedAt() {
    if (!isActive()) {
      return null;
    }
    return detectedPort == null ? Integer.valueOf(port) : detectedPort;
  }
}
