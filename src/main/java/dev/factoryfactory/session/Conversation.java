package dev.factoryfactory.session;

import org.jspecify.annotations.Nullable;

/**
 * An earlier conversation of an agent in the same worktree, for instance one held in a terminal.
 *
 * @param conversationId the agent's own id of it
 * @param updatedAt as the agent tells it
 */
public record Conversation(
    String conversationId, @Nullable String title, @Nullable String updatedAt) {}
