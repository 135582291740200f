package dev.factoryfactory.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.factoryfactory.session.UsageLimits.Limit;
import dev.factoryfactory.session.acp.AcpError;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts are what agents really say, gathered from reports of their users. */
class UsageLimitsTests {

  private static final Instant NOW = Instant.parse("2026-04-22T12:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Claude AI usage limit reached|1776870000; 2026-04-22T15:00:00Z",
        "You've hit your limit · resets 8pm (Europe/Berlin); 2026-04-22T18:00:00Z",
        "You've hit your limit · resets 1:30am (Asia/Dhaka); 2026-04-22T19:30:00Z",
        "You've hit your limit · resets Apr 23 at 4pm (America/Recife); 2026-04-23T19:00:00Z",
        "You’ve hit your session limit · resets 3pm; 2026-04-22T13:00:00Z",
        "Claude usage limit reached. Your limit will reset at 9am (America/Chicago).; 2026-04-22T14:00:00Z",
        "5-hour limit reached ∙ resets 3pm; 2026-04-22T13:00:00Z",
        "Weekly limit reached ∙ resets Apr 27, 3pm; 2026-04-27T13:00:00Z",
        "■ You've hit your usage limit. Upgrade to Pro (https://openai.com/chatgpt/pricing) or try again in 2 days 17 hours 14 minutes.; 2026-04-25T05:14:00Z",
        "You've hit your usage limit. Upgrade to Plus to continue using Codex, or try again at May 5th, 2026 8:19 PM.; 2026-05-05T18:19:00Z",
        "You've hit your usage limit. Try again at 3:15 PM.; 2026-04-22T13:15:00Z",
        "exceeded retry limit, last status: 429 Too Many Requests;",
        "[API Error: You have exceeded your daily quota limit. It will reset after 3h2m1s.]; 2026-04-22T15:02:01Z",
      })
  void messages(String words, @Nullable Instant until) {
    var limit = UsageLimits.in(words, false, NOW, ZONE);

    assertThat(limit).map(Limit::until).isEqualTo(Optional.ofNullable(until));
    assertThat(limit).isPresent();
    assertThat(limit.orElseThrow().message()).doesNotContain("|17");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Rate limit reached for gpt-5 in organization o. Please try again in 20s.; 2026-04-22T12:00:20Z",
        "You exceeded your current quota, please check your plan. Please retry in 34.07s.; 2026-04-22T12:00:34Z",
        "429 Too Many Requests;",
        "{\"code\": 429, \"status\": \"RESOURCE_EXHAUSTED\", \"retryDelay\": \"34s\"}; 2026-04-22T12:00:34Z",
        "{\"type\":\"usage_limit_reached\",\"resets_at\":1776870000}; 2026-04-22T15:00:00Z",
        "{\"type\":\"usage_limit_reached\",\"resets_in_seconds\":3600}; 2026-04-22T13:00:00Z",
        "Resource has been exhausted (e.g. check quota).;",
        "This request would exceed your account's rate limit. Please try again later.;",
        "Too many requests. Retry after 30; 2026-04-22T12:00:30Z",
      })
  void errors(String message, @Nullable Instant until) {
    var limit = UsageLimits.in(new AcpError(-32603, message), NOW, ZONE);

    assertThat(limit).isPresent();
    assertThat(limit.orElseThrow().until()).isEqualTo(until);
  }

  @Test
  void codesAndKindsAreEnough() {
    assertThat(UsageLimits.in(new AcpError(429, "No."), NOW, ZONE)).isPresent();
    assertThat(UsageLimits.in(new AcpError(-32603, "No.", "rate_limit"), NOW, ZONE)).isPresent();
    assertThat(UsageLimits.in(new AcpError(-32603, "No.", "server_error"), NOW, ZONE)).isEmpty();
    assertThat(UsageLimits.in(new AcpError(-32000, "quota"), NOW, ZONE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I added a rate limit to the API: at most 5 requests a second.",
        "The test fails since the usage limit reached 10.",
        "Done. You've hit your limit of three tries in the game, so it ends now.",
        "The server answers 429 when the quota is exceeded.",
        "",
      })
  void talkAboutLimitsIsNone(String words) {
    assertThat(UsageLimits.in(words, false, NOW, ZONE)).isEmpty();
  }

  @Test
  void aFailedTurnSaysMore() {
    var words = "The model answered: too many requests";
    assertThat(UsageLimits.in(words, false, NOW, ZONE)).isEmpty();
    assertThat(UsageLimits.in(words, true, NOW, ZONE)).isPresent();
    assertThat(UsageLimits.in("The model answered 500.", true, NOW, ZONE)).isEmpty();
  }

  @Test
  void timesThatCannotBeAreNotBelieved() {
    for (var text :
        new String[] {
          "limit reached|1676870000",
          "try again in 400 days",
          "resets 25:99pm",
          "resets Foo 3 at 4pm",
          "resets 4pm (No/Where)",
          "try again in 99999999999999999999 hours"
        }) {
      assertThat(ResetTimes.in(text, NOW, ZONE)).as(text).isEmpty();
    }
  }
}
