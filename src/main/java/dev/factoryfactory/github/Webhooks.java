package dev.factoryfactory.github;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What GitHub sends by itself is a hint to read, never a fact: deliveries come late, twice and out
 * of order, and forks' name no pull request. So nothing in them has to be believed but where to
 * look.
 */
@Component
class Webhooks {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";

  /** GitHub delivers the same again, on request, for three days; Enterprise servers for seven. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final PullRequestPoller poller;
  private final PullRequestDiscovery discovery;
  private final @Nullable String secret;
  private final Cache<String, Boolean> taken =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(REMEMBERED).build();

  Webhooks(PullRequestPoller poller, PullRequestDiscovery discovery, GitHubProperties settings) {
    this.poller = poller;
    this.discovery = discovery;
    this.secret = settings.webhookSecret();
  }

  /**
   * Takes a delivery.
   *
   * @throws DomainException UNAUTHENTICATED for a wrong signature or where no secret is set,
   *     INVALID_INPUT for what is no delivery
   */
  void take(
      @Nullable String signature, @Nullable String delivery, @Nullable String event, byte[] body) {
    if (secret == null || secret.isBlank()) {
      throw new DomainException(
          ErrorCode.UNAUTHENTICATED,
          "Set factory-factory.github.webhook-secret to the secret that GitHub signs with.");
    }
    if (signature == null || !isSigned(signature, body, secret)) {
      throw new DomainException(ErrorCode.UNAUTHENTICATED, "The signature does not fit the body.");
    }
    if (delivery == null || event == null) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT, "X-GitHub-Delivery and X-GitHub-Event are missing.");
    }
    if (event.equals("ping") || taken.getIfPresent(delivery) != null) {
      return;
    }
    repository(parse(body))
        .ifPresent(
            place -> {
              poller.wake(place::has);
              if (event.equals("pull_request")) {
                discovery.soon(place::isSame);
              }
            });
    taken.put(delivery, true);
  }

  static boolean isSigned(String signature, byte[] body, String secret) {
    if (!signature.startsWith(PREFIX)) {
      return false;
    }
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      var wanted = PREFIX + HexFormat.of().formatHex(mac.doFinal(body));
      return MessageDigest.isEqual(
          wanted.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, e);
    }
  }

  private static Optional<Origin> repository(JsonNode payload) {
    return Origin.of(payload.path("repository").path("html_url").asString(""));
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new DomainException(ErrorCode.INVALID_INPUT, "The delivery is no JSON.");
    }
  }
}
