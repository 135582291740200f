package dev.factoryfactory.snapshot;

import java.util.ArrayDeque;
import java.util.List;

/** The last few of something, newest first. */
final class Recent<T> {

  private final ArrayDeque<T> items = new ArrayDeque<>();
  private final int limit;

  Recent(int limit) {
    this.limit = limit;
  }

  void add(T item) {
    if (items.size() == limit) {
      items.removeLast();
    }
    items.addFirst(item);
  }

  List<T> toList() {
    return List.copyOf(items);
  }
}
