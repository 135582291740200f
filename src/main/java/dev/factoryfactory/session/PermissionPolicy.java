package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an agent may do without asking a person. Plans and questions are always put to a person; a
 * request that the policy does not allow waits for one.
 */
public enum PermissionPolicy {
  /** Asks for everything that does more than read in the worktree. */
  STRICT("default", "read-only"),
  /** Also allows edits of files in the worktree. */
  RELAXED("default", "read-only"),
  /** Allows everything. */
  YOLO("agent-full-access", "default");

  private static final Set<String> READING = Set.of("read", "search");
  private static final Set<String> EDITING = Set.of("edit");

  private final List<String> agentModes;

  PermissionPolicy(String... agentModes) {
    this.agentModes = List.of(agentModes);
  }

  /**
   * Reads a policy's name.
   *
   * @throws DomainException {@link ErrorCode#INVALID_INPUT} when there is none of this name
   */
  public static PermissionPolicy parse(String name) {
    return Arrays.stream(values())
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DomainException(
                    ErrorCode.INVALID_INPUT,
                    "Permissions are one of %s.".formatted(Arrays.toString(values()))));
  }

  /**
   * The mode, of those that an agent offers, in which it asks for what this policy decides on:
   * Claude Code, Gemini CLI and Qwen Code call it {@code default}, Codex {@code read-only}. Where
   * an agent has a sandbox of its own that would forbid what this allows, the mode without it.
   */
  Optional<String> agentMode(List<Session.Choice> offered) {
    return agentModes.stream()
        .filter(mode -> offered.stream().anyMatch(choice -> choice.id().equals(mode)))
        .findFirst();
  }

  /** Whether a policy chose this mode of an agent; any other one was chosen by a person. */
  static boolean isAgentMode(String mode) {
    return List.of(values()).stream().anyMatch(policy -> policy.agentModes.contains(mode));
  }

  /** Whether this may be done without asking. */
  boolean allows(PendingRequest request, WorktreePaths worktree) {
    if (request.kind() != PendingRequest.Kind.PERMISSION) {
      return false;
    }
    return switch (this) {
      case STRICT -> isOnFiles(request, READING, worktree);
      case RELAXED ->
          isOnFiles(request, READING, worktree) || isOnFiles(request, EDITING, worktree);
      case YOLO -> true;
    };
  }

  /** A kind of tool that says which files it works on, and these are all in the worktree. */
  private static boolean isOnFiles(
      PendingRequest request, Set<String> kinds, WorktreePaths worktree) {
    var kind = request.toolKind();
    return kind != null
        && kinds.contains(kind)
        && request.command() == null
        && !request.paths().isEmpty()
        && request.paths().stream().allMatch(worktree::contains);
  }
}
