package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;

/**
 * A workspace's terminals, as its snapshot entry shows them.
 *
 * @param revision counted in memory per workspace
 * @param terminals oldest first
 */
public record TerminalFacet(
    ProjectId projectId, WorkspaceId workspaceId, long revision, List<Summary> terminals)
    implements Facet {

  public TerminalFacet {
    terminals = List.copyOf(terminals);
  }

  /**
   * One terminal.
   *
   * @param name what people call it
   */
  public record Summary(String terminalId, String name, Instant createdAt) {}
}
