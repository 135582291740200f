package dev.factoryfactory.platform.web;

import dev.factoryfactory.platform.home.Secrets;
import dev.factoryfactory.platform.home.ServerHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * The secret that opens the server: the token in the home for scripts, a value derived from it for
 * a browser's cookie. A new token (delete the file, restart) ends all sign-ins.
 */
@Component
final class AccessToken {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PURPOSE = "factory-factory browser sign-in 1";

  private final String token;
  private final String cookie;

  AccessToken(ServerHome home) throws IOException {
    var file = home.resolve("token");
    if (!Files.exists(file)) {
      ServerHome.writePrivately(file, Secrets.random() + "\n");
    }
    this.token = Files.readString(file).strip();
    if (token.isEmpty()) {
      throw new IOException(
          "The token file %s is empty. Delete it and start again.".formatted(file));
    }
    this.cookie = derive(PURPOSE);
  }

  boolean isToken(String candidate) {
    return same(candidate, token);
  }

  boolean isCookie(String candidate) {
    return same(candidate, cookie);
  }

  /** What a signed-in browser shows; tells nothing about the token. */
  String cookie() {
    return cookie;
  }

  /** Compares in a time that does not tell how much of a guess was right. */
  static boolean same(String candidate, String secret) {
    return MessageDigest.isEqual(
        candidate.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }

  /** A secret for one purpose; tells nothing about the token. */
  String derive(String purpose) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
