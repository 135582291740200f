package dev.factoryfactory.bench;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

/** Subscribers to the project, all told of each change. */
final class Crowd implements AutoCloseable {

  /** Longer than the 50 ms in which further changes go together: each change comes after quiet. */
  static final long QUIET = 80;

  private final Load load;
  private final List<Subscriber> all = new ArrayList<>();

  Crowd(HttpClient http, Load load, int size) throws InterruptedException {
    this.load = load;
    for (int i = 0; i < size; i++) {
      var subscriber = new Subscriber(http, load.server());
      subscriber.subscribe("t", "/topic/projects/%s/snapshot".formatted(load.project()));
      subscriber.subscribe("s", "/app/projects/%s/snapshot".formatted(load.project()));
      all.add(subscriber);
    }
    for (var subscriber : all) {
      subscriber.awaitWord("\"entries\"");
    }
  }

  Subscriber one() {
    return all.getFirst();
  }

  /** From before a change is asked for until the last subscriber has it. */
  Series measure(int times, Change change) throws InterruptedException {
    var series = new Series();
    for (int i = 0; i < times; i++) {
      Thread.sleep(QUIET);
      all.forEach(Subscriber::forget);
      var workspace = load.workspaces.get(i % load.workspaces.size());
      var began = System.nanoTime();
      change.make(workspace, i);
      var last = began;
      for (var subscriber : all) {
        last = Math.max(last, subscriber.awaitWord(workspace).nanos());
      }
      series.addNanos(last - began);
    }
    return series;
  }

  @Override
  public void close() {
    all.forEach(Subscriber::close);
  }

  /** Something that changes a workspace. */
  interface Change {

    void make(String workspace, int number);
  }
}
