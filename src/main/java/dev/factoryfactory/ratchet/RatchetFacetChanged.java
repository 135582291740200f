package dev.factoryfactory.ratchet;

/** Something about a workspace's ratchet changed. Published after the change was stored. */
public record RatchetFacetChanged(RatchetFacet facet) {}
