package dev.factoryfactory.session;

/** Something about a workspace's sessions changed. Published after the change was stored. */
public record SessionFacetChanged(SessionFacet facet) {}
