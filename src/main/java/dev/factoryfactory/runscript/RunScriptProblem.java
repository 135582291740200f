package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.ErrorCode;

/**
 * Why a run script failed, or why its scripts can't be read.
 *
 * @param code a stable code
 * @param message one sentence that says what happened and what to do
 */
public record RunScriptProblem(ErrorCode code, String message) {}
