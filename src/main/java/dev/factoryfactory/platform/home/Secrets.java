package dev.factoryfactory.platform.home;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes values that nobody can guess. */
public final class Secrets {

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** 256 random bits as text that needs no escaping in an address, a header or a file. */
  public static String random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
