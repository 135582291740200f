/**
 * Why a check failed: reads one job's log and the facts around it, says the class and quotes the
 * lines that show it.
 */
@NamedInterface("evidence")
@NullMarked
package dev.factoryfactory.ratchet.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
