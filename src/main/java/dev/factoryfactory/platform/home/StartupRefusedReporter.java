package dev.factoryfactory.platform.home;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;

/** Says in one line on standard error why the server did not start, in place of a stack trace. */
class StartupRefusedReporter implements SpringBootExceptionReporter {

  @Override
  public boolean reportException(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartupRefused refused) {
        System.err.println(refused.getMessage());
        return true;
      }
    }
    return false;
  }
}
