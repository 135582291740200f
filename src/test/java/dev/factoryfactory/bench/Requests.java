package dev.factoryfactory.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** Asks the server over HTTP, again and again. */
record Requests(HttpClient http, Load load) {

  private static final int REQUESTS = 200;

  Series sequence(HttpRequest request) throws IOException, InterruptedException {
    var series = new Series();
    for (int i = 0; i < REQUESTS; i++) {
      var began = System.nanoTime();
      http.send(request, BodyHandlers.discarding());
      series.addNanos(System.nanoTime() - began);
    }
    return series;
  }

  double rate(HttpRequest request) throws Exception {
    var count = 1000;
    Callable<Boolean> half =
        () -> {
          for (int i = 0; i < count; i++) {
            http.send(request, BodyHandlers.discarding());
          }
          return true;
        };
    var began = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (var done : threads.invokeAll(List.of(half, half))) {
        done.get();
      }
    }
    return 2 * count / ((System.nanoTime() - began) / 1e9);
  }

  String snapshotBody() {
    try {
      return http.send(snapshotRequest().build(), BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder snapshotRequest() {
    return request("/api/projects/%s/snapshot".formatted(load.project()));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://localhost:%d%s".formatted(load.server().port(), path)))
        .header("Authorization", "Bearer " + load.server().token());
  }

  static byte[] gzip(byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(body);
    }
    return bytes.toByteArray();
  }
}
