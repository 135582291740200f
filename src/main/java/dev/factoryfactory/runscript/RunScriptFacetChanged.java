package dev.factoryfactory.runscript;

/** A workspace's run script moved. Published after the change was stored. */
public record RunScriptFacetChanged(RunScriptFacet facet) {}
