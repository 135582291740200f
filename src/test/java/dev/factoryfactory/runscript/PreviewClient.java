package dev.factoryfactory.runscript;

import dev.factoryfactory.ServerClient;
import dev.factoryfactory.kernel.WorkspaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Map;

/** A browser that was let into the preview of one workspace. */
final class PreviewClient {

  private static final Path SERVER =
      Path.of("src/test/resources/preview-server.js").toAbsolutePath();

  private final HttpClient http = HttpClient.newHttpClient();
  private final ServerClient server;
  private final String host;
  private String cookie = "none=";

  PreviewClient(ServerClient server, WorkspaceId workspace) {
    this.server = server;
    this.host = "%s.localhost:%d".formatted(workspace, server.port());
  }

  /** The run script of a dev server that has everything a preview has to pass. */
  static String devServer(String address) {
    return "exec node %s {port} %s".formatted(SERVER, address);
  }

  /** As the page does: asks for the way in and takes it. */
  static PreviewClient enter(ServerClient server, WorkspaceId workspace) {
    var client = new PreviewClient(server, workspace);
    var answer = client.get(client.entrance("/"));
    client.cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    return client;
  }

  /** Path and query of a way in that was not taken yet. */
  String entrance(String path) {
    var id = host.substring(0, host.indexOf('.'));
    var answer = server.post("/api/workspaces/%s/preview".formatted(id), Map.of("path", path));
    var url = answer.json().path("url").asString();
    return url.substring(origin().length());
  }

  String origin() {
    return "http://" + host;
  }

  String cookie() {
    return cookie;
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), BodyHandlers.ofString(), headers);
  }

  HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
    return send(method, path, body, BodyHandlers.ofString(), headers);
  }

  <T> HttpResponse<T> send(
      String method, String path, BodyPublisher body, BodyHandler<T> handler, String... headers) {
    var request =
        HttpRequest.newBuilder(address("http", path))
            .method(method, body)
            .header("Host", host)
            .header("Cookie", cookie);
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Opens a WebSocket as a script of the previewed page does. */
  WebSocket open(String path, WebSocket.Listener listener) {
    return http.newWebSocketBuilder()
        .header("Host", host)
        .header("Cookie", cookie + "; mine=1")
        .header("Origin", origin())
        .subprotocols("other", "vite-hmr")
        .buildAsync(address("ws", path), listener)
        .join();
  }

  private URI address(String scheme, String path) {
    return URI.create("%s://localhost:%d%s".formatted(scheme, server.port(), path));
  }
}
