package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a log. Offsets count the bytes of the run's log from its start.
 *
 * @param run the number of the run; with another one, offsets start anew
 * @param from where {@code output} begins; later than asked for when that is not kept any more
 * @param to where it ends, to be asked for next
 * @param size how much there is of the log by now
 * @param output the text; bytes that are no UTF-8 are replaced
 * @param matches the lines that were searched for; {@code null} without a search
 */
public record RunScriptLog(
    WorkspaceId workspaceId,
    int run,
    LogChannel channel,
    long from,
    long to,
    long size,
    String output,
    @Nullable List<Match> matches) {

  /**
   * A line that was found.
   *
   * @param at where the line begins
   * @param line its text, of a long line the part around what was found
   */
  public record Match(long at, String line) {}
}
