package dev.factoryfactory.ratchet.evidence;

import dev.factoryfactory.ratchet.evidence.Tool.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A line in which a tool says that it failed.
 *
 * @param at the line's index
 * @param test the failed test, where it names one
 */
record Finding(Tool tool, int at, Rule rule, @Nullable String test) {}
