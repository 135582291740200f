package dev.factoryfactory.terminal;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.process.Processes;
import dev.factoryfactory.terminal.TerminalWorkspaces.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The one way to terminals: shells in worktrees that go on without a window or a server. */
@Service
public class TerminalFacade {

  private static final int LONGEST_NAME = 60;

  private final TerminalRepository terminals;
  private final TerminalBoard board;
  private final TerminalWorkspaces workspaces;
  private final KeeperLink link;
  private final KeeperClient keeper;
  private final Shell shell;
  private final Processes processes;
  private final TerminalProperties properties;
  private final Clock clock;

  TerminalFacade(
      TerminalRepository terminals,
      TerminalBoard board,
      TerminalWorkspaces workspaces,
      KeeperLink link,
      KeeperClient keeper,
      Shell shell,
      Processes processes,
      TerminalProperties properties,
      Clock clock) {
    this.terminals = terminals;
    this.board = board;
    this.workspaces = workspaces;
    this.link = link;
    this.keeper = keeper;
    this.shell = shell;
    this.processes = processes;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Opens a terminal in a workspace's worktree.
   *
   * @param name {@code null} for the next number
   */
  public Terminal create(
      WorkspaceId workspace,
      @Nullable String name,
      @Nullable Integer columns,
      @Nullable Integer rows) {
    var place = requireReady(workspace);
    var size =
        new Size(
            columns == null ? Size.USUAL.columns() : columns,
            rows == null ? Size.USUAL.rows() : rows);
    var open = terminals.findByWorkspace(workspace);
    if (open.size() >= properties.maxPerWorkspace()) {
      throw new DomainException(
          ErrorCode.TERMINAL_LIMIT,
          "A workspace has at most %d terminals. Close one first."
              .formatted(properties.maxPerWorkspace()));
    }
    var terminal =
        new Terminal(
            UUID.randomUUID().toString(),
            place.projectId(),
            workspace,
            name == null ? nextName(open) : checked(name),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    open(terminal, place, size);
    return terminal;
  }

  private void open(Terminal terminal, Place place, Size size) {
    var command = shell.command();
    var environment = shell.environment(terminal.id(), place.worktree());
    link.ensure();
    terminals.insert(terminal);
    try {
      keeper.create(terminal.id(), place.worktree(), command, environment, size);
      // The workspace may have been put away while the shell started.
      requireReady(terminal.workspaceId());
    } catch (DomainException failed) {
      close(terminal);
      throw failed;
    }
    board.changed(terminal.projectId(), terminal.workspaceId());
  }

  /** A workspace's open terminals, oldest first. */
  public List<Terminal> list(WorkspaceId workspace) {
    place(workspace);
    return terminals.findByWorkspace(workspace);
  }

  public Terminal get(String id) {
    return terminals.find(checkedId(id)).orElseThrow(TerminalFacade::unknown);
  }

  public Terminal rename(String id, String name) {
    var terminal = get(id);
    if (!terminals.rename(terminal.id(), checked(name))) {
      throw unknown();
    }
    board.changed(terminal.projectId(), terminal.workspaceId());
    return get(id);
  }

  /** Closes a terminal. Returns when nothing that was started in it is left. */
  public void close(String id) {
    close(get(id));
  }

  /**
   * Joins a terminal.
   *
   * @param after the offset that the window holds already; negative for the present screen
   */
  Attachment attach(String id, long after) {
    var terminal = get(id);
    try {
      return Attachment.open(
          keeper.find().orElseThrow(TerminalFacade::unknown),
          terminal.id(),
          after,
          () -> board.spoke(terminal.workspaceId()));
    } catch (IOException ended) {
      throw unknown();
    }
  }

  /** Every facet of a project; one query. */
  public List<TerminalFacet> facets(ProjectId project) {
    return board.of(project);
  }

  /** Closes every terminal of a workspace; returns when nothing of them is left. */
  public void closeAll(WorkspaceId workspace) {
    terminals.findByWorkspace(workspace).forEach(this::close);
  }

  private void close(Terminal terminal) {
    keeper.close(terminal.id());
    try {
      processes.stopRemains(terminal.id(), properties.closeGrace());
    } catch (IOException e) {
      throw new DomainException(
          ErrorCode.TERMINAL_FAILED,
          "Something in the terminal could not be ended: " + e.getMessage());
    }
    if (terminals.delete(terminal.id())) {
      board.changed(terminal.projectId(), terminal.workspaceId());
    }
  }

  private Place requireReady(WorkspaceId workspace) {
    var place = place(workspace);
    if (!place.ready()) {
      throw new DomainException(
          ErrorCode.INVALID_STATE, "The workspace is not ready. Open a terminal when it is.");
    }
    if (!Files.isDirectory(place.worktree())) {
      throw new DomainException(
          ErrorCode.WORKTREE_MISSING, "The worktree %s is gone.".formatted(place.worktree()));
    }
    return place;
  }

  private Place place(WorkspaceId workspace) {
    return workspaces
        .find(workspace)
        .orElseThrow(
            () -> new DomainException(ErrorCode.NOT_FOUND, "There is no workspace with this id."));
  }

  private static String nextName(List<Terminal> open) {
    var taken = open.stream().map(Terminal::name).collect(Collectors.toSet());
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> "Terminal " + i)
        .filter(name -> !taken.contains(name))
        .findFirst()
        .orElseThrow();
  }

  private static String checked(String name) {
    var stripped = name.strip();
    if (stripped.isEmpty()
        || stripped.length() > LONGEST_NAME
        || stripped.chars().anyMatch(Character::isISOControl)) {
      throw new DomainException(
          ErrorCode.INVALID_NAME,
          "A terminal's name has 1 to %d characters on one line.".formatted(LONGEST_NAME));
    }
    return stripped;
  }

  private static String checkedId(String id) {
    try {
      return UUID.fromString(id).toString();
    } catch (IllegalArgumentException malformed) {
      throw unknown();
    }
  }

  private static DomainException unknown() {
    return new DomainException(ErrorCode.NOT_FOUND, "There is no terminal with this id.");
  }
}
