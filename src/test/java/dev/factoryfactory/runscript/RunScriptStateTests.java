package dev.factoryfactory.runscript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.runscript.RunScriptState.Completed;
import dev.factoryfactory.runscript.RunScriptState.Failed;
import dev.factoryfactory.runscript.RunScriptState.Idle;
import dev.factoryfactory.runscript.RunScriptState.Starting;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunScriptStateTests {

  private final Starting starting = new Idle().start(3, "process");

  @Test
  void aRunKeepsItsNumberAndProcessToItsEnd() {
    assertThat(starting.succeed().stop()).isEqualTo(starting.stop());
    assertThat(starting.stop().run()).isEqualTo(3);
    assertThat(starting.stop().finish()).isEqualTo(new Idle());
  }

  @Test
  void itsExitDecidesHowItEnded() {
    assertThat(starting.succeed().end(Exit.of(0))).isEqualTo(new Completed());
    assertThat(starting.succeed().end(Exit.of(1))).isEqualTo(new Failed());
    assertThat(starting.end(Exit.of(137))).isEqualTo(new Failed());
    assertThat(starting.end(Exit.UNSEEN)).isEqualTo(new Failed());
  }

  @Test
  void anotherRunIsAnotherState() {
    assertThat(new Failed().start(4, "other")).isNotEqualTo(starting);
    assertThat(new Completed().clear()).isEqualTo(new Idle());
  }

  @Test
  void aShellsCodeTellsSignalsFromExits() {
    assertThat(Exit.of(3)).isEqualTo(new Exit(3, null));
    assertThat(Exit.of(128 + 9)).isEqualTo(new Exit(null, "SIGKILL"));
    assertThat(Exit.of(128 + 15)).isEqualTo(new Exit(null, "SIGTERM"));
    assertThat(Exit.of(128)).isEqualTo(new Exit(128, null));
    assertThat(Exit.of(255)).isEqualTo(new Exit(255, null));
  }

  @Test
  void aProblemIsNamed() {
    assertThat(Exit.of(0).problem()).isNull();
    assertThat(code(Exit.of(1))).isEqualTo(ErrorCode.RUN_SCRIPT_FAILED);
    assertThat(code(Exit.of(137))).isEqualTo(ErrorCode.RUN_SCRIPT_FAILED);
    assertThat(code(Exit.UNSEEN)).isEqualTo(ErrorCode.PROCESS_LOST);
  }

  private static @Nullable ErrorCode code(Exit exit) {
    var problem = exit.problem();
    return problem == null ? null : problem.code();
  }
}
