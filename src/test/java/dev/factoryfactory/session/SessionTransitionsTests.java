package dev.factoryfactory.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionTransitionsTests {

  @ParameterizedTest
  @EnumSource(SessionStatus.class)
  void nothingMovesToWhereItIs(SessionStatus status) {
    assertThat(SessionTransitions.allows(status, status)).isFalse();
  }

  @Test
  void onlyAnIdleAgentIsPrompted() {
    for (var status : SessionStatus.values()) {
      assertThat(SessionTransitions.allows(status, SessionStatus.WORKING))
          .isEqualTo(status == SessionStatus.IDLE);
    }
  }

  @Test
  void whatIsBeingStoppedDoesNotComeBack() {
    assertThat(SessionTransitions.allows(SessionStatus.STOPPING, SessionStatus.IDLE)).isFalse();
    assertThat(SessionTransitions.allows(SessionStatus.STOPPED, SessionStatus.STARTING)).isTrue();
  }
}
