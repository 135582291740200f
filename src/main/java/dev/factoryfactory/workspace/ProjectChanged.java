package dev.factoryfactory.workspace;

/** A project was added or changed, its clone's progress included. */
public record ProjectChanged(Project project) {}
