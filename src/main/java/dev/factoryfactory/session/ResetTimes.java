package dev.factoryfactory.session;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when a usage limit ends from the many ways in which agents say it. */
final class ResetTimes {

  /** {@code limit reached|1766502000}, {@code "resets_at":1777936568}. */
  private static final Pattern EPOCH =
      Pattern.compile(
          "(?:\\||resets?_?at\\W{1,4})(1[6-9]\\d{8}|[2-3]\\d{9})\\b", Pattern.CASE_INSENSITIVE);

  private static final String AFTER =
      "(?:(?:try again|retry|reset|resets|available)(?: again)? (?:in|after)|resets?_in_seconds\\W{1,4}"
          + "|retry.?after\\W{1,3}|retrydelay\\W{1,5})\\s*";

  /** {@code try again in 2 days 17 hours 14 minutes}, {@code reset after 3h2m1s}. */
  private static final Pattern IN =
      Pattern.compile(
          AFTER
              + "(?=\\d)(?:(\\d+) ?d(?:ays?)?[, ]*)?(?:(\\d+) ?h(?:ours?|rs?)?[, ]*)?"
              + "(?:(\\d+) ?m(?:in(?:ute)?s?)?(?!s)[, ]*)?(?:(\\d+)(?:\\.\\d+)? ?s(?:ec(?:ond)?s?)?)?",
          Pattern.CASE_INSENSITIVE);

  /** A number of seconds without a unit. */
  private static final Pattern SECONDS =
      Pattern.compile(AFTER + "(\\d{1,7})(?![\\d.]| ?[a-z])", Pattern.CASE_INSENSITIVE);

  /** {@code resets Apr 23 at 4pm (America/Recife)}, {@code try again at Jul 5th, 2026 8:19 PM}. */
  private static final Pattern AT =
      Pattern.compile(
          "(?:resets?|try again)(?: at| on)?\\W+"
              + "(?:([a-z]{3})[a-z]* (\\d{1,2})(?:st|nd|rd|th)?(?:, (\\d{4}))?(?: at|,)? +)?"
              + "(\\d{1,2})(?::(\\d{2}))? ?([ap]m)?(?: \\(([\\w+/-]+)\\))?",
          Pattern.CASE_INSENSITIVE);

  private ResetTimes() {}

  /**
   * The time a text names, if it is to come and not too far off.
   *
   * @param zone of times for which the text names none
   */
  static Optional<Instant> in(String text, Instant now, ZoneId zone) {
    return List.of(epoch(text), after(text, now), seconds(text, now), at(text, now, zone)).stream()
        .flatMap(Optional::stream)
        .filter(time -> time.isAfter(now) && time.isBefore(now.plus(UsageLimits.FARTHEST)))
        .findFirst();
  }

  private static Optional<Instant> epoch(String text) {
    return EPOCH
        .matcher(text)
        .results()
        .findFirst()
        .map(it -> Instant.ofEpochSecond(Long.parseLong(it.group(1))));
  }

  private static Optional<Instant> after(String text, Instant now) {
    return IN.matcher(text)
        .results()
        .map(
            it ->
                Duration.ofDays(number(it.group(1)))
                    .plusHours(number(it.group(2)))
                    .plusMinutes(number(it.group(3)))
                    .plusSeconds(number(it.group(4))))
        .filter(Duration::isPositive)
        .findFirst()
        .map(now::plus);
  }

  private static Optional<Instant> seconds(String text, Instant now) {
    return SECONDS
        .matcher(text)
        .results()
        .findFirst()
        .map(it -> now.plusSeconds(number(it.group(1))));
  }

  private static long number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits.substring(0, Math.min(9, digits.length())));
  }

  private static Optional<Instant> at(String text, Instant now, ZoneId zone) {
    var found = AT.matcher(text);
    try {
      return found.find() ? Optional.of(at(found, now, zone)) : Optional.empty();
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  private static Instant at(Matcher found, Instant now, ZoneId usual) {
    var zone = found.group(7) == null ? usual : ZoneId.of(found.group(7));
    var today = now.atZone(zone);
    var time = time(found);
    if (found.group(1) == null) {
      var next = today.toLocalDate().atTime(time).atZone(zone);
      return (next.toInstant().isAfter(now) ? next : next.plusDays(1)).toInstant();
    }
    var day = date(found, today);
    return day.atTime(time).atZone(zone).toInstant();
  }

  private static LocalTime time(Matcher found) {
    int hour = Integer.parseInt(found.group(4));
    int minute = (int) number(found.group(5));
    var half = found.group(6);
    return half == null
        ? LocalTime.of(hour, minute)
        : LocalTime.of(hour % 12 + (half.equalsIgnoreCase("pm") ? 12 : 0), minute);
  }

  private static LocalDate date(Matcher found, ZonedDateTime today) {
    var name = found.group(1).toUpperCase(Locale.ROOT);
    for (var month : Month.values()) {
      if (month.name().startsWith(name)) {
        int day = Integer.parseInt(found.group(2));
        if (found.group(3) != null) {
          return LocalDate.of(Integer.parseInt(found.group(3)), month, day);
        }
        var date = LocalDate.of(today.getYear(), month, day);
        return date.isBefore(today.toLocalDate()) ? date.plusYears(1) : date;
      }
    }
    throw new DateTimeException("No month: " + name);
  }
}
