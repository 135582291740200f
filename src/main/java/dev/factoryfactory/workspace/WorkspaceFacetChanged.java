package dev.factoryfactory.workspace;

/** A workspace was made or changed. Published inside the transaction that changed it. */
public record WorkspaceFacetChanged(WorkspaceFacet facet) {}
