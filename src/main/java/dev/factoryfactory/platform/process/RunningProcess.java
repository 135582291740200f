package dev.factoryfactory.platform.process;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A process of the machine, ours or not.
 *
 * @param marker the id of the supervised process that it descends from
 * @param directory where it works at this moment
 */
public record RunningProcess(long pid, @Nullable String marker, @Nullable Path directory) {}
