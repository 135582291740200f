package dev.factoryfactory.workspace;

/** Git says something new about a workspace. */
public record GitFacetChanged(GitFacet facet) {}
