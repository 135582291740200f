package dev.factoryfactory.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * Joins a browser's WebSocket with one to the dev server, which is how a page reloads itself. The
 * dev server is asked first, so that it decides whether there is one and what is spoken.
 */
@Component
final class PreviewSocket {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String PROTOCOLS = "Sec-WebSocket-Protocol";

  static boolean isWanted(HttpServletRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  /**
   * Answers a handshake.
   *
   * @throws ConnectException when nothing listens
   */
  void pass(
      HttpServletRequest request,
      HttpServletResponse response,
      int port,
      PreviewHeaders headers,
      HttpClient http)
      throws IOException, InterruptedException {
    var relay = new PreviewRelay();
    try {
      var served =
          PreviewProxy.atLoopback(
              port, authority -> open(http, authority, request, headers, relay));
      var handshake = new DefaultHandshakeHandler();
      if (!served.getSubprotocol().isEmpty()) {
        handshake.setSupportedProtocols(served.getSubprotocol());
      }
      relay.joins(served);
      handshake.doHandshake(
          new ServletServerHttpRequest(request),
          new ServletServerHttpResponse(response),
          relay,
          Map.of());
    } catch (WebSocketHandshakeException refused) {
      response.sendError(refused.getResponse().statusCode());
    }
  }

  private static WebSocket open(
      HttpClient http,
      String authority,
      HttpServletRequest request,
      PreviewHeaders headers,
      PreviewRelay relay)
      throws IOException, InterruptedException {
    var builder = http.newWebSocketBuilder().connectTimeout(LIMIT);
    headers.ask(request, builder::header);
    builder.header(HttpHeaders.HOST, headers.authority());
    var protocols = protocols(request);
    if (!protocols.isEmpty()) {
      var rest = protocols.subList(1, protocols.size()).toArray(String[]::new);
      builder.subprotocols(protocols.getFirst(), rest);
    }
    var address = URI.create("ws://" + authority + PreviewProxy.target(request));
    try {
      return builder.buildAsync(address, relay).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException("The dev server's WebSocket was not opened", e.getCause());
    } catch (TimeoutException e) {
      throw new ConnectException("The dev server does not answer");
    }
  }

  private static List<String> protocols(HttpServletRequest request) {
    return Collections.list(request.getHeaders(PROTOCOLS)).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
