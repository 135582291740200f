package dev.factoryfactory.github.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** GitHub did not give what was asked for. */
public final class GitHubFailure extends Exception {

  /** Why not, as far as it matters for what to do next. */
  public enum Kind {
    /** There is no token for this host, so it was not even asked. */
    NO_CREDENTIALS,
    /** The token is not valid any more. */
    UNAUTHORIZED,
    /** The token is valid and may not do this. */
    FORBIDDEN,
    NOT_FOUND,
    /** It said to wait; {@link #retryAt()} says until when. */
    RATE_LIMITED,
    /** It can't be reached, or failed itself. */
    UNAVAILABLE,
    /** It understood and refused, with words for people. */
    REFUSED,
    /** Its rules don't allow this as things are. */
    NOT_ALLOWED,
    /** What this is about is another by now. */
    CONFLICT
  }

  private final Kind kind;
  private final transient @Nullable Instant retryAt;

  public GitHubFailure(Kind kind, String message) {
    this(kind, message, null);
  }

  public GitHubFailure(Kind kind, String message, @Nullable Instant retryAt) {
    super(message);
    this.kind = kind;
    this.retryAt = retryAt;
  }

  public Kind kind() {
    return kind;
  }

  /** When it may be asked again; {@code null} where nothing was said. */
  public @Nullable Instant retryAt() {
    return retryAt;
  }

  /** What it said, which is never absent here. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
