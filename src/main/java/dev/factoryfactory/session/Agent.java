package dev.factoryfactory.session;

/** Which agent a session talks to, as remembered with it. */
record Agent(String name, String title) {}
