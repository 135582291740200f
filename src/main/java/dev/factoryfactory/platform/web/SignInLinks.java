package dev.factoryfactory.platform.web;

import dev.factoryfactory.platform.home.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The codes in links that sign a browser in. The printed one is good while this server runs. One
 * handed to a program, whose arguments other users of the machine can see, is good once and
 * briefly.
 */
@Component
final class SignInLinks {

  private static final Duration BRIEFLY = Duration.ofMinutes(2);

  private final Clock clock;
  private final String printed = Secrets.random();
  private final AtomicReference<@Nullable OneTime> handedOut = new AtomicReference<>();

  SignInLinks(Clock clock) {
    this.clock = clock;
  }

  String printed(String address) {
    return link(address, printed);
  }

  String oneTime(String address) {
    var code = Secrets.random();
    handedOut.set(new OneTime(code, clock.instant().plus(BRIEFLY)));
    return link(address, code);
  }

  boolean accepts(String code) {
    return AccessToken.same(code, printed) || acceptsOnce(code);
  }

  private boolean acceptsOnce(String code) {
    var current = handedOut.get();
    return current != null
        && AccessToken.same(code, current.code())
        && clock.instant().isBefore(current.end())
        && handedOut.compareAndSet(current, null);
  }

  private static String link(String address, String code) {
    return address + "/sign-in?code=" + code;
  }

  private record OneTime(String code, Instant end) {}
}
