package dev.factoryfactory.session;

import dev.factoryfactory.session.acp.AgentInput;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines for an agent that are stored but not known to be delivered. Stored with the change that
 * made them, so that a change and what it tells the agent happen both or not at all.
 *
 * @param last the number of the newest line ever put in for the present process
 */
record Outbox(long last, List<AgentInput.Line> lines) {

  static final Outbox EMPTY = new Outbox(0, List.of());

  Outbox with(String text) {
    var more = new ArrayList<>(lines);
    more.add(new AgentInput.Line(last + 1, text));
    return new Outbox(last + 1, more);
  }

  Outbox withoutDelivered(long delivered) {
    if (lines.isEmpty() || lines.getFirst().number() > delivered) {
      return this;
    }
    return new Outbox(last, lines.stream().filter(line -> line.number() > delivered).toList());
  }
}
