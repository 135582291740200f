package dev.factoryfactory.github;

/** Something about a workspace's pull request changed. Published after the change was stored. */
public record PullRequestFacetChanged(PullRequestFacet facet) {}
