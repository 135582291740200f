package dev.factoryfactory.demo.github;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells one address, signed as GitHub signs, when a head or what its checks say is another. */
final class LocalWebhooks implements AutoCloseable {

  private static final long LOOK_MILLIS = 100;

  private final URI target;
  private final String secret;
  private final String host;
  private final Map<String, LocalRepository> repositories;
  private final Map<String, String> last = new HashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();

  LocalWebhooks(URI target, String secret, String host, Map<String, LocalRepository> repositories) {
    this.target = target;
    this.secret = secret;
    this.host = host;
    this.repositories = repositories;
    looking.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      for (var repository : repositories.values()) {
        for (var pullRequest : repository.openOnes()) {
          var head = repository.head(pullRequest);
          var place = repository.owner() + "/" + repository.name() + "/" + pullRequest.number();
          var now = head + repository.checksOf(head);
          var before = last.put(place, now);
          if (before != null && !before.equals(now)) {
            send(repository, before.startsWith(head) ? "check_run" : "pull_request");
          }
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      // The next look tells again; a delivery that is lost is lost, as on GitHub.
      last.clear();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(LocalRepository repository, String event)
      throws IOException, InterruptedException, GeneralSecurityException {
    var body =
        "{\"repository\":{\"html_url\":\"https://%s/%s/%s\"}}"
            .formatted(host, repository.owner(), repository.name());
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var signature =
        "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    var request =
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", signature)
            .header("X-GitHub-Delivery", UUID.randomUUID().toString())
            .header("X-GitHub-Event", event)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    http.send(request, HttpResponse.BodyHandlers.discarding());
  }

  @Override
  public void close() {
    looking.shutdownNow();
    http.close();
  }
}
