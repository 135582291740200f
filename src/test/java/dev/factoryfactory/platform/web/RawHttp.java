package dev.factoryfactory.platform.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** HTTP by hand: sends exactly the headers it is told, which real clients won't. */
public record RawHttp(int port) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public record Reply(int status, List<String> headers, String body) {

    String code() {
      return JSON.readTree(body).path("code").asString("");
    }

    Optional<String> header(String name) {
      return headers.stream()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }
  }

  /**
   * @param headers whole lines; {@code Host: localhost} with the port goes with them unless one is
   *     among them
   */
  Reply send(String method, String path, String body, String... headers) throws IOException {
    var lines = new ArrayList<String>();
    lines.add("%s %s HTTP/1.1".formatted(method, path));
    if (List.of(headers).stream().noneMatch(line -> line.startsWith("Host:"))) {
      lines.add("Host: localhost:" + port);
    }
    lines.addAll(List.of(headers));
    if (!body.isEmpty()) {
      lines.add("Content-Type: application/json");
    }
    lines.add("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
    if (!path.startsWith("/ws")) {
      lines.add("Connection: close");
    }
    return exchange(String.join("\r\n", lines) + "\r\n\r\n" + body);
  }

  public Reply get(String path, String... headers) throws IOException {
    return send("GET", path, "", headers);
  }

  /** Asks to turn the connection into a WebSocket; 101 means that it was let in. */
  Reply handshake(String... headers) throws IOException {
    var all = new ArrayList<>(List.of(headers));
    all.addAll(
        List.of(
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
    return get("/ws", all.toArray(String[]::new));
  }

  private Reply exchange(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      var head = head(socket);
      var status = Integer.parseInt(head.getFirst().split(" ")[1]);
      var reply = new Reply(status, head.subList(1, head.size()), "");
      return new Reply(status, reply.headers(), status == 101 ? "" : body(socket, reply));
    }
  }

  private static List<String> head(Socket socket) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = line(socket); !line.isEmpty(); line = line(socket)) {
      lines.add(line);
    }
    return lines;
  }

  private static String line(Socket socket) throws IOException {
    var line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c >= 0 && c != '\n'; ) {
      if (c != '\r') {
        line.append((char) c);
      }
      c = socket.getInputStream().read();
    }
    return line.toString();
  }

  private static String body(Socket socket, Reply reply) throws IOException {
    var length = reply.header("Content-Length");
    if (length.isPresent()) {
      var bytes = socket.getInputStream().readNBytes(Integer.parseInt(length.get()));
      return new String(bytes, StandardCharsets.UTF_8);
    }
    var body = new StringBuilder();
    if (reply.header("Transfer-Encoding").isPresent()) {
      for (int size = chunk(socket); size > 0; size = chunk(socket)) {
        var bytes = socket.getInputStream().readNBytes(size);
        body.append(new String(bytes, StandardCharsets.UTF_8));
        line(socket);
      }
    }
    return body.toString();
  }

  private static int chunk(Socket socket) throws IOException {
    return Integer.parseInt(line(socket), 16);
  }
}
