package dev.factoryfactory.runscript;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What the processes of a run script use at this moment.
 *
 * @param cpuPercent since the last time it was asked for, else since the run began; 100 is one
 *     processor
 * @param memoryBytes resident; {@code null} where it can't be read
 * @param ports on which they listen; empty where it can't be read
 */
public record RunScriptUsage(
    int processes, double cpuPercent, @Nullable Long memoryBytes, Collection<Integer> ports) {}
