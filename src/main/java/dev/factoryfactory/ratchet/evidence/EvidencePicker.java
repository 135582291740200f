package dev.factoryfactory.ratchet.evidence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * Chooses the lines to quote: first those that say what failed, then what stands around them, then
 * what led to the end of the step, until there is no room.
 */
final class EvidencePicker {

  /** Lines of one kind that are taken before others had their turn. */
  private static final int SAME_KIND = 40;

  private static final int BEFORE_END = 80;
  private static final int AFTER_END = 3;

  /**
   * A line worth quoting.
   *
   * @param kind lines of one kind compete with each other
   */
  record Mark(int at, int weight, int before, int after, Object kind) {}

  private final List<Line> lines;
  private final BitSet announced;
  private final BitSet chosen = new BitSet();
  private final int room;

  EvidencePicker(List<Line> lines, BitSet announced, int room) {
    this.lines = lines;
    this.announced = announced;
    this.room = room;
  }

  /**
   * @param from where the failed step begins
   * @param end behind the line that ended it
   * @param limit behind the last line that is not of the cleaning up
   */
  List<String> pick(List<Mark> marks, int from, int end, int limit) {
    var ordered = new ArrayList<>(marks);
    ordered.sort(Comparator.comparingInt(Mark::weight).reversed().thenComparing(Mark::at));
    var turns = new HashMap<Object, Integer>();
    var late = new ArrayList<Mark>();
    for (var mark : ordered) {
      if (turns.merge(mark.kind(), 1, Integer::sum) <= SAME_KIND) {
        take(mark.at());
      } else {
        late.add(mark);
      }
    }
    int surroundings = room - Math.min(BEFORE_END, Math.max(0, end - from)) / 2;
    turns.clear();
    for (var mark : ordered) {
      if (turns.merge(mark.kind(), 1, Integer::sum) <= SAME_KIND) {
        around(mark, surroundings);
      }
    }
    int last = Math.min(limit, end + AFTER_END);
    for (int i = last - 1; i >= Math.max(from, end - BEFORE_END); i--) {
      fill(i);
    }
    late.forEach(mark -> take(mark.at()));
    if (end - from <= room) {
      for (int i = end - BEFORE_END - 1; i >= from; i--) {
        fill(i);
      }
    }
    return quoted();
  }

  private void around(Mark mark, int limit) {
    for (int i = mark.at() + 1;
        i <= mark.at() + mark.after() && chosen.cardinality() < limit;
        i++) {
      fill(i);
    }
    for (int i = mark.at() - 1;
        i >= mark.at() - mark.before() && chosen.cardinality() < limit;
        i--) {
      fill(i);
    }
  }

  private void fill(int i) {
    if (i >= 0
        && i < lines.size()
        && !announced.get(i)
        && !Boilerplate.isNoise(lines.get(i).text())) {
      take(i);
    }
  }

  private void take(int i) {
    if (chosen.cardinality() < room) {
      chosen.set(i);
    }
  }

  private List<String> quoted() {
    return chosen.stream().mapToObj(i -> Redaction.redact(lines.get(i).text())).toList();
  }
}
