package dev.factoryfactory.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Passes requests on to a dev server and its answers back, as they come and however long. */
@Component
final class PreviewProxy {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final int CHUNK = 16 * 1024;
  private static final String PLAIN = "-._~!$&'()*+,;=:@/?%";

  /** A dev server listens on either; which one is its own affair. */
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "[::1]");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(CONNECT_LIMIT)
          .build();

  /** Something that is tried at an address of a dev server. */
  interface Attempt<T> {

    T at(String authority) throws IOException, InterruptedException;
  }

  HttpClient client() {
    return http;
  }

  /**
   * Answers a request with what the dev server says.
   *
   * @throws ConnectException when nothing listens
   */
  void pass(
      HttpServletRequest request, HttpServletResponse response, int port, PreviewHeaders headers)
      throws IOException, InterruptedException {
    var path = target(request);
    var answer =
        atLoopback(
            port,
            authority -> {
              var asked = HttpRequest.newBuilder(URI.create("http://" + authority + path));
              headers.ask(request, asked::header);
              asked.setHeader(HttpHeaders.HOST, headers.authority());
              asked.method(request.getMethod(), body(request));
              return http.send(asked.build(), BodyHandlers.ofInputStream());
            });
    give(answer, response, headers);
  }

  /** The other address is tried only when nobody takes a connection: nothing was sent then. */
  static <T> T atLoopback(int port, Attempt<T> attempt) throws IOException, InterruptedException {
    try {
      return attempt.at(LOOPBACK.getFirst() + ":" + port);
    } catch (ConnectException | HttpConnectTimeoutException nobody) {
      return attempt.at(LOOPBACK.getLast() + ":" + port);
    }
  }

  /** Path and query as they were sent, with what an address may not have escaped. */
  static String target(HttpServletRequest request) {
    var query = request.getQueryString();
    var raw = query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    var target = new StringBuilder(raw.length());
    for (byte single : raw.getBytes(StandardCharsets.ISO_8859_1)) {
      char character = (char) (single & 0xFF);
      boolean plain =
          character < 0x80
              && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0);
      target.append(plain ? character : "%%%02X".formatted((int) character));
    }
    return target.toString().replaceAll("%(?![0-9a-fA-F]{2})", "%25");
  }

  private static BodyPublisher body(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    if (length == 0 || (length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null)) {
      return BodyPublishers.noBody();
    }
    var stream =
        BodyPublishers.ofInputStream(
            () -> {
              try {
                return request.getInputStream();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return length < 0 ? stream : BodyPublishers.fromPublisher(stream, length);
  }

  private static void give(
      HttpResponse<InputStream> answer, HttpServletResponse response, PreviewHeaders headers)
      throws IOException {
    response.setStatus(answer.statusCode());
    // A filter before may have chosen one; a page says its own or lets the browser guess.
    response.setCharacterEncoding((String) null);
    headers.answer(answer.headers(), response::addHeader);
    var buffer = new byte[CHUNK];
    try (var body = answer.body()) {
      var out = response.getOutputStream();
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        out.write(buffer, 0, count);
        if (body.available() == 0) {
          // Whatever comes slowly, such as events, is not held back.
          response.flushBuffer();
        }
      }
    }
  }
}
