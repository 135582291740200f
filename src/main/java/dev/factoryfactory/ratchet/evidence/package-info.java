/**
 * Why a check failed: reads one job's log and the facts around it, says the class and quotes the
 * lines that show it.
 */
@NullMarked
package dev.factoryfactory.ratchet.evidence;

import org.jspecify.annotations.NullMarked;
