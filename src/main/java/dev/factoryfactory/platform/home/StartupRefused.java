package dev.factoryfactory.platform.home;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ExitCodeGenerator;

/** The server can't start, for a reason that one sentence tells its user. */
public class StartupRefused extends RuntimeException implements ExitCodeGenerator {

  public StartupRefused(String message) {
    this(message, null);
  }

  public StartupRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public int getExitCode() {
    return 1;
  }
}
