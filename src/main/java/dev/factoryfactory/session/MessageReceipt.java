package dev.factoryfactory.session;

/** What became of a message so far. */
public record MessageReceipt(String messageId, MessageState state) {}
