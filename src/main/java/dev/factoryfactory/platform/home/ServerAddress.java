package dev.factoryfactory.platform.home;

import java.util.Set;
import org.springframework.core.env.Environment;

/** How a browser on this machine reaches the server. */
public final class ServerAddress {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
  private static final Set<String> ANY = Set.of("", "0.0.0.0", "::", "[::]");

  private ServerAddress() {}

  /** The address without a path, such as {@code http://localhost:3000}. */
  public static String of(Environment environment, int port) {
    var bound = environment.getProperty("server.address", "");
    return "http://%s:%d"
        .formatted(ANY.contains(bound) || isLoopback(bound) ? "localhost" : bound, port);
  }

  /** Whether only this machine can reach what listens on the address. */
  public static boolean isLoopback(String bound) {
    return LOOPBACK.contains(bound);
  }
}
