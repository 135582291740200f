package dev.factoryfactory.runscript;

/**
 * How far the run script of a workspace is. A transition exists only as a method on the state that
 * permits it.
 */
sealed interface RunScriptState {

  RunScriptStatus status();

  /** Nothing runs: a run may begin. */
  sealed interface AtRest extends RunScriptState permits Idle, Completed, Failed {

    default Starting start(int run, String processId) {
      return new Starting(run, processId);
    }

    default Idle clear() {
      return new Idle();
    }
  }

  /** A numbered run is under way. */
  sealed interface Active extends RunScriptState permits Live, Stopping {

    int run();

    /** The id under which its process is recorded. */
    String processId();
  }

  /** The script may end by itself, or be stopped. */
  sealed interface Live extends Active permits Starting, Running {

    default Stopping stop() {
      return new Stopping(run(), processId());
    }

    default AtRest end(Exit exit) {
      return exit.succeeded() ? new Completed() : new Failed();
    }
  }

  record Idle() implements AtRest {

    @Override
    public RunScriptStatus status() {
      return RunScriptStatus.IDLE;
    }
  }

  /** Its process is wanted; whether it runs already is not written down. */
  record Starting(int run, String processId) implements Live {

    Running succeed() {
      return new Running(run, processId);
    }

    Failed fail() {
      return new Failed();
    }

    @Override
    public RunScriptStatus status() {
      return RunScriptStatus.STARTING;
    }
  }

  record Running(int run, String processId) implements Live {

    @Override
    public RunScriptStatus status() {
      return RunScriptStatus.RUNNING;
    }
  }

  record Stopping(int run, String processId) implements Active {

    Idle finish() {
      return new Idle();
    }

    @Override
    public RunScriptStatus status() {
      return RunScriptStatus.STOPPING;
    }
  }

  record Completed() implements AtRest {

    @Override
    public RunScriptStatus status() {
      return RunScriptStatus.COMPLETED;
    }
  }

  record Failed() implements AtRest {

    @Override
    public RunScriptStatus status() {
      return RunScriptStatus.FAILED;
    }
  }
}
