package dev.factoryfactory.ratchet.evidence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one tool says that it failed.
 *
 * @param gate what only this tool prints; without such a line nothing else is looked for. {@code
 *     null} where the rules are unmistakable by themselves
 * @param passed a verdict that takes back what the tool printed before it: a passing run may show
 *     failures of what it tests
 * @param lists names that stand below a heading
 */
record Tool(
    String name,
    Family family,
    @Nullable Probe gate,
    List<Rule> rules,
    List<Listing> lists,
    @Nullable Probe failed,
    @Nullable Probe passed) {

  /** What kind of work failed. */
  enum Family {
    TEST("tests failed"),
    COMPILER("does not compile"),
    LINTER("reports problems"),
    FORMATTER("would change files"),
    BUILD("failed"),
    AUDIT("reports vulnerable or forbidden dependencies");

    private final String words;

    Family(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * A line that shows a failure; a group called {@code name} is the failed test.
   *
   * @param next what one of the two lines after it must be; {@code null} for anything
   * @param weight how much it says: 90 decides, 60 decides where nothing else does, 50 is only
   *     quoted
   * @param before lines before it that belong to it
   * @param after lines after it that belong to it
   */
  record Rule(Probe probe, @Nullable Probe next, int weight, int before, int after) {

    Rule(Probe probe, int weight, int before, int after) {
      this(probe, null, weight, before, after);
    }

    private static final int DECIDES = 90;
    private static final int HINT = 60;
    private static final int DETAIL = 50;

    /** Shows by itself that the code is wrong, whatever else is in the log. */
    boolean decides() {
      return weight > HINT;
    }

    /** Speaks for the code as long as nothing speaks against it. */
    boolean hints() {
      return weight == HINT;
    }
  }

  /**
   * Rows below a heading.
   *
   * @param start the heading
   * @param row a row with a group called {@code name}
   * @param end the line after the last row
   */
  record Listing(Probe start, Probe row, Probe end) {}

  static Builder tool(String name, Family family) {
    return new Builder(name, family);
  }

  /** Collects one row of the table. */
  static final class Builder {

    private final String name;
    private final Family family;
    private @Nullable Probe gate;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Listing> lists = new ArrayList<>();
    private @Nullable Probe failed;
    private @Nullable Probe passed;

    private Builder(String name, Family family) {
      this.name = name;
      this.family = family;
    }

    Builder gate(String expression) {
      gate = Probe.of(expression);
      return this;
    }

    /** A line that by itself shows that what was built or tested is wrong. */
    Builder hit(String expression) {
      return hit(expression, family == Family.TEST ? 1 : 2, family == Family.TEST ? 14 : 6);
    }

    Builder hit(String expression, int before, int after) {
      rules.add(new Rule(Probe.of(expression), Rule.DECIDES, before, after));
      return this;
    }

    /** A line that decides together with one that follows it. */
    Builder hit(String expression, String next, int after) {
      rules.add(new Rule(Probe.of(expression), Probe.of(next), Rule.DECIDES, 0, after));
      return this;
    }

    /** A line that decides only where no network, account or machine is to blame. */
    Builder hint(String expression, int before, int after) {
      rules.add(new Rule(Probe.of(expression), Rule.HINT, before, after));
      return this;
    }

    /** A line worth quoting that does not decide. */
    Builder detail(String expression, int before, int after) {
      rules.add(new Rule(Probe.of(expression), Rule.DETAIL, before, after));
      return this;
    }

    Builder list(String start, String row, String end) {
      lists.add(new Listing(Probe.of(start), Probe.of(row), Probe.of(end)));
      return this;
    }

    Builder failed(String expression) {
      failed = Probe.of(expression);
      return this;
    }

    Builder passed(String expression) {
      passed = Probe.of(expression);
      return this;
    }

    Tool build() {
      return new Tool(name, family, gate, List.copyOf(rules), List.copyOf(lists), failed, passed);
    }
  }
}
