package dev.factoryfactory.platform.git;

/** A git command did not do what was asked; the message is git's own, shortened. */
public final class GitFailure extends RuntimeException {

  private static final int MAX_MESSAGE = 2_000;

  private final int exitCode;

  public GitFailure(String command, int exitCode, String output) {
    super("git %s: %s".formatted(command, shorten(output)));
    this.exitCode = exitCode;
  }

  public GitFailure(String command, Throwable cause) {
    super("git %s could not be run: %s".formatted(command, cause.getMessage()), cause);
    this.exitCode = -1;
  }

  /** Git's exit code, or -1 when it could not be run or ran too long. */
  public int exitCode() {
    return exitCode;
  }

  private static String shorten(String output) {
    var text = output.strip();
    return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + " …";
  }
}
