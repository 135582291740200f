package dev.factoryfactory.ratchet;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.stream.Stream;

/** Ends a server at the n-th of the moments at which it speaks to what is outside it. */
final class Fuse {

  private int left;

  /**
   * Ends it.
   *
   * @param after how many moments; never when it is negative
   */
  Fuse(int after) {
    this.left = after;
  }

  /** The server is gone; nothing of it may catch this. */
  static final class Crash extends Error {}

  boolean isBurnt() {
    return left == 0;
  }

  /** One moment. A dead server does nothing more. */
  void burn() {
    if (left == 0 || left > 0 && --left == 0) {
      throw new Crash();
    }
  }

  /** The same object, where the moments before and after each of these calls count. */
  <T> T wire(Class<T> type, T target, Set<String> methods) {
    var proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            Stream.of(type).toArray(Class<?>[]::new),
            (_, method, arguments) -> {
              boolean counts = methods.isEmpty() || methods.contains(method.getName());
              if (counts) {
                burn();
              }
              try {
                var result = method.invoke(target, arguments);
                if (counts) {
                  burn();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }
}
