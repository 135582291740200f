package dev.factoryfactory.workspace;

import org.jspecify.annotations.Nullable;

/**
 * What a push of a workspace would bring.
 *
 * @param branch the one that is checked out
 * @param baseBranch what it was started from; {@code null} when not known
 * @param commits how many it has that its base lacks
 */
public record Outgoing(String branch, @Nullable String baseBranch, int commits) {}
