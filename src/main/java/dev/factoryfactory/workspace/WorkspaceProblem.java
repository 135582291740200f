package dev.factoryfactory.workspace;

import dev.factoryfactory.kernel.ErrorCode;

/**
 * Why a workspace failed, or what a person should know about one that is ready.
 *
 * @param code a stable code
 * @param message one sentence that says what happened and what to do
 */
public record WorkspaceProblem(ErrorCode code, String message) {}
