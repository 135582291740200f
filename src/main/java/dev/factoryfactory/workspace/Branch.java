package dev.factoryfactory.workspace;

import org.jspecify.annotations.Nullable;

/**
 * A branch that a workspace can be made from. Also its JSON on the wire.
 *
 * @param name what to send as {@code branch} or {@code baseBranch}
 * @param displayName without {@code origin/} where that is unambiguous
 * @param kind {@code local} or {@code remote}
 * @param current whether the main checkout has it
 * @param checkedOutAt the worktree that has it checked out
 */
public record Branch(
    String name,
    String displayName,
    String kind,
    String commit,
    boolean current,
    @Nullable String checkedOutAt) {}
