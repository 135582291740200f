package dev.factoryfactory.session;

import dev.factoryfactory.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Why a session failed.
 *
 * @param message one sentence for a person
 * @param fix the command that mends it, if there is one
 */
public record SessionProblem(ErrorCode code, String message, @Nullable String fix) {}
