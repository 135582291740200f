package dev.factoryfactory;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.NullMarked;

/** Waits for what must come to be, looking often; only a test that fails waits long. */
@NullMarked
public final class Eventually {

  private Eventually() {}

  public static ConditionFactory eventually() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .pollDelay(Duration.ZERO);
  }
}
