package dev.factoryfactory.ratchet.evidence;

import dev.factoryfactory.ratchet.evidence.Signal.Trust;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the end of the failed step blames, the likeliest first. */
record Blame(List<Hit> all) {

  /**
   * @param at the line's index
   * @param score how much it sounds like what ended the step; from 3 on it counts
   */
  record Hit(Signal signal, int at, int score) {}

  /** Lines before the end that can be the reason for it. */
  private static final int REACH = 150;

  /** Lines behind the end in which the runner may still say why. */
  private static final int BEHIND = 3;

  private static final int NEAR = 30;
  private static final int CONTINUED = 5;
  private static final int COUNTS = 3;
  private static final int IN_VAIN = 4;

  private static final Probe LOUD =
      Probe.of(
          "(?i)^\\s*(?:\\d+:\\d+:\\d+ )?(?:[\\w./@+-]+: )?(?:##\\[error\\]|npm (?:err!|error)|➤ YN0|(?:fatal |internal |network |download |http )?error\\b|err!|err_|fatal|failed|failure|unable|cannot|could not|can't|e: |err: |w: failed|curl: |wget: |\\[error\\]|\\[fatal\\]|> |caused by|[\\w.]*(?:exception|error)\\b|error response|denied|toomanyrequests|unauthorized|\\* |✘|✖|×|❌|│ ?error|╷|level=(?:error|fatal)|panic|go: |#\\d+ error|remote: |ssh: |batch response|killed|\\S+: line \\d+:)");

  static Blame in(List<Line> lines, BitSet announced, FailedStep place) {
    var hits = new ArrayList<Hit>();
    for (int i = place.from(); i < Math.min(place.limit(), place.end() + BEHIND); i++) {
      var line = lines.get(i);
      boolean near = i >= place.end() - REACH;
      if (announced.get(i) || !near && !line.isError() || Boilerplate.isPassed(line.bare())) {
        continue;
      }
      int at = i;
      Signals.in(line.text())
          .map(signal -> new Hit(signal, at, score(signal, lines, at, place)))
          .ifPresent(hits::add);
    }
    countTries(hits, place);
    hits.removeIf(hit -> hit.score() < COUNTS);
    hits.sort(
        Comparator.comparingInt(Hit::score)
            .reversed()
            .thenComparing(hit -> Signals.ALL.indexOf(hit.signal())));
    return new Blame(hits);
  }

  /** What was tried again and again up to the end was tried in vain, though no line says so. */
  private static void countTries(List<Hit> hits, FailedStep place) {
    for (var signal : hits.stream().map(Hit::signal).distinct().toList()) {
      var tries =
          hits.stream()
              .filter(hit -> hit.signal() == signal && hit.at() >= place.end() - NEAR)
              .toList();
      if (tries.size() >= IN_VAIN) {
        var last = tries.getLast();
        hits.set(hits.indexOf(last), new Hit(signal, last.at(), Math.max(last.score(), COUNTS)));
      }
    }
  }

  /** The likeliest that does not just say that something was cancelled, when there is another. */
  Optional<Hit> best() {
    return all.stream()
        .filter(hit -> !isWeak(hit.signal()))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  Optional<Hit> best(FailureClass blamed) {
    return all.stream().filter(hit -> hit.signal().blames() == blamed).findFirst();
  }

  private static boolean isWeak(Signal signal) {
    return signal.words().equals("it was cancelled") || signal.words().startsWith("other jobs");
  }

  private static int score(Signal signal, List<Line> lines, int at, FailedStep place) {
    var line = lines.get(at);
    var text = line.text();
    boolean loud = line.isError() || isLoud(lines, at, place.from());
    if (signal.trust() != Trust.STEP && !loud && !isAlone(lines)) {
      return 0;
    }
    if (signal.trust() == Trust.SERVICE && lines.size() > 40) {
      return 0;
    }
    int score = signal.weight();
    score += line.isError() ? 3 : loud ? 2 : 0;
    score += at >= place.end() - NEAR ? 1 : 0;
    score +=
        signal.passing()
                && signal.blames() == FailureClass.INFRASTRUCTURE
                && Signals.REMOTE.in(text)
            ? 1
            : 0;
    score -= Signals.LOCAL.in(text) ? 3 : 0;
    boolean retried = Signals.RETRIED.in(text) && !Signals.GAVE_UP.in(text);
    score -= retried ? 2 : 0;
    return score;
  }

  /** What follows an error's first line without one of its own still belongs to it. */
  private static boolean isLoud(List<Line> lines, int at, int from) {
    for (int i = at; i >= Math.max(from, at - CONTINUED); i--) {
      var bare = lines.get(i).bare();
      if (LOUD.in(bare) && !Signals.RETRIED.in(bare)) {
        return true;
      }
    }
    return false;
  }

  /** A log that holds little more than this line is no program's output. */
  private static boolean isAlone(List<Line> lines) {
    return lines.stream().filter(line -> !line.text().isBlank()).limit(16).count() < 16;
  }
}
