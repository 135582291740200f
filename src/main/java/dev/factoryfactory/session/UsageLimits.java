package dev.factoryfactory.session;

import dev.factoryfactory.session.acp.AcpError;
import dev.factoryfactory.session.acp.AgentText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises that a provider's usage limit, quota or rate limit is reached, in what agents answer.
 * Some answer with an error, some with an ordinary message; a message counts only when it begins
 * like one about a limit and is all there is, so that talk about limits pauses nothing.
 */
final class UsageLimits {

  private static final int MAX_MESSAGE = 300;
  private static final long TOO_MANY_REQUESTS = 429;

  /** Anywhere in an error. */
  private static final Pattern ERROR =
      Pattern.compile(
          "(?i)usage.?limit|(?:hit|reached|exceeded) (?:your|the|its) [\\w-]* ?(?:limit|quota)"
              + "|limit (?:was |has been )?(?:reached|exceeded)|rate.?limit|too many requests"
              + "|quota|resource (?:has been )?exhausted|resource_exhausted|\\b429\\b"
              + "|out of (?:extra )?(?:usage|credits)");

  /** At the beginning of a message. */
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(?i)^\\W*(?:(?:api )?error:? *)?\\W*(?:"
              + "you(?:'|’)?(?:ve| have) (?:hit|reached|exceeded) your [\\w ()-]{0,40}?(?:limit|quota)"
              + "|claude (?:ai )?usage limit reached"
              + "|(?:5-hour|weekly|session|daily|monthly|usage|opus|sonnet)[\\w ]{0,20} limit reached"
              + "|(?:exceeded retry limit, last status:? *|request failed with status(?: code)? )?429\\b"
              + "|rate limit (?:reached|exceeded)|quota exceeded|too many requests"
              + "|resource (?:has been )?exhausted)");

  private UsageLimits() {}

  /**
   * A limit that is reached.
   *
   * @param message the agent's first line, bounded
   * @param until when it ends, if the agent told
   */
  record Limit(String message, @Nullable Instant until) {}

  static Optional<Limit> in(AcpError error, Instant now, ZoneId zone) {
    boolean limited =
        error.code() == TOO_MANY_REQUESTS
            || "rate_limit".equals(error.kind())
            || ERROR.matcher(error.message()).find();
    return limited && !error.signedOut()
        ? Optional.of(limit(error.message(), now, zone))
        : Optional.empty();
  }

  /**
   * Reads the last words of a turn.
   *
   * @param failed whether the agent reports beside them that the turn failed
   */
  static Optional<Limit> in(@Nullable String words, boolean failed, Instant now, ZoneId zone) {
    return words != null && (failed ? ERROR : MESSAGE).matcher(words).find()
        ? Optional.of(limit(words, now, zone))
        : Optional.empty();
  }

  private static Limit limit(String text, Instant now, ZoneId zone) {
    var line = text.strip().lines().findFirst().orElse("").replaceFirst("\\|\\d+$", "");
    return new Limit(
        AgentText.bounded(AgentText.plain(line), MAX_MESSAGE),
        ResetTimes.in(text, now, zone).orElse(null));
  }

  /** How far ahead a time may lie to be believed. */
  static final Duration FARTHEST = Duration.ofDays(35);
}
