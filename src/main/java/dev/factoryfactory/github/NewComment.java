package dev.factoryfactory.github;

import org.jspecify.annotations.Nullable;

/**
 * What to say on a pull request: in the conversation, or with a path and a line on the diff.
 *
 * @param startLine where a range begins that ends at the line
 */
public record NewComment(
    @Nullable String body,
    @Nullable String path,
    @Nullable Integer line,
    PullRequestDetails.@Nullable Side side,
    @Nullable Integer startLine) {}
