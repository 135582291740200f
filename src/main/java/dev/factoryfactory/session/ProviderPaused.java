package dev.factoryfactory.session;

/** A usage limit was met: whoever waits for that account has to know. */
record ProviderPaused(ProviderPause pause) {}
