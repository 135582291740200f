package dev.factoryfactory.snapshot;

/**
 * A reason as clients show it.
 *
 * @param label for people
 * @param needsUser whether nothing goes on until a person acts
 */
record StatusReason(ReasonCode code, String label, Tone tone, boolean needsUser) {}
