package dev.factoryfactory.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTests {

  private static final Duration PAUSE = Duration.ofSeconds(100);

  private record Planned(Duration delay, Runnable action) {}

  private final List<Planned> planned = new ArrayList<>();
  private int acted;
  private final Pacer pacer =
      new Pacer((delay, action) -> planned.add(new Planned(delay, action)), PAUSE, () -> acted++);

  @Test
  void theFirstAfterQuietIsAtOnce() {
    pacer.nudge();

    assertThat(planned).singleElement().extracting(Planned::delay).isEqualTo(Duration.ZERO);
  }

  @Test
  void furtherOnesWaitForEachOther() {
    pacer.nudge();
    planned.removeFirst().action().run();
    pacer.nudge();
    pacer.nudge();
    pacer.nudge();

    assertThat(acted).isEqualTo(1);
    assertThat(planned).hasSize(1);
    assertThat(planned.getFirst().delay()).isBetween(Duration.ofSeconds(50), PAUSE);
  }

  @Test
  void aNudgeDuringTheActionIsNotLost() {
    var inner = new ArrayList<Runnable>();
    var self = new ArrayList<Pacer>();
    self.add(new Pacer((_, action) -> inner.add(action), PAUSE, () -> self.getFirst().nudge()));

    self.getFirst().nudge();
    inner.removeFirst().run();

    assertThat(inner).hasSize(1);
  }
}
