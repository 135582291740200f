package dev.factoryfactory.platform.process;

import java.time.Instant;

/**
 * What is written down about a started process.
 *
 * @param id the marker in its environment and the name of its ledger file
 * @param purpose what a person calls it
 * @param pid its process id, which is its process group's too
 * @param startMark tells it from a later process with the same pid
 * @param startedAt when it was started
 * @param outlivesServer whether the next server leaves it running
 */
record LedgerEntry(
    String id,
    String purpose,
    long pid,
    String startMark,
    Instant startedAt,
    boolean outlivesServer) {}
