package dev.factoryfactory.platform.web;

/** The number of those who listen to a topic has changed. */
public record StompListenersChanged(String topic) {}
