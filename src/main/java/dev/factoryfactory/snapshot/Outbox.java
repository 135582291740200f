package dev.factoryfactory.snapshot;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Hands messages on in the order in which they came, by whichever thread is free to. */
final class Outbox<T> {

  private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock sending = new ReentrantLock();
  private final Consumer<T> receiver;

  Outbox(Consumer<T> receiver) {
    this.receiver = receiver;
  }

  void add(T message) {
    waiting.add(message);
  }

  /** Sends what waits; returns at once when another thread is at it and will send it. */
  void drain() {
    while (!waiting.isEmpty() && sending.tryLock()) {
      try {
        for (var message = waiting.poll(); message != null; message = waiting.poll()) {
          receiver.accept(message);
        }
      } finally {
        sending.unlock();
      }
    }
  }
}
