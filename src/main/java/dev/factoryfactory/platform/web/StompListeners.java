package dev.factoryfactory.platform.web;

/** Who listens to which topic. */
public interface StompListeners {

  /** How many subscriptions there are to the topic. */
  int count(String topic);
}
