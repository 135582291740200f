package dev.factoryfactory.terminal;

/** Terminals of a workspace came, went or were renamed. */
public record TerminalFacetChanged(TerminalFacet facet) {}
