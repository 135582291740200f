package dev.factoryfactory.github.api;

import java.util.Optional;

/** Where tokens come from. Implemented beside the settings, since the wire knows none. */
public interface Tokens {

  /**
   * The token for a host, or nothing when this host is to be left alone.
   *
   * @param anew whether the last one was refused, so that a remembered one won't do
   */
  Optional<String> of(String host, boolean anew);
}
