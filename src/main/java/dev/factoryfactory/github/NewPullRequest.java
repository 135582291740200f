package dev.factoryfactory.github;

import org.jspecify.annotations.Nullable;

/**
 * What to open a pull request with.
 *
 * @param base the branch to merge into; the workspace's own base when none is named
 */
public record NewPullRequest(
    @Nullable String title,
    @Nullable String body,
    @Nullable String base,
    @Nullable Boolean draft) {}
