package dev.factoryfactory.snapshot;

/** An entry with its JSON, written once for all who read it. */
record WrittenEntry(Entry entry, byte[] json) {}
