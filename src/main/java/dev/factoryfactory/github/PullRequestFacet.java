package dev.factoryfactory.github;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.kernel.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's pull request, as its snapshot entry shows it.
 *
 * @param revision the stored row's version
 * @param pullRequest {@code null} after the workspace was parted from it
 */
public record PullRequestFacet(
    ProjectId projectId, WorkspaceId workspaceId, long revision, @Nullable PullRequest pullRequest)
    implements Facet {}
