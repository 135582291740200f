package dev.factoryfactory.session;

import dev.factoryfactory.session.acp.AcpMessage.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Callers that wait for an agent's answer. Used under the lock of their session. */
final class Asking {

  private final Map<Long, CompletableFuture<@Nullable Answer>> waiting = new HashMap<>();

  /** The answer to come to a request; nothing when there was nothing to ask. */
  CompletableFuture<@Nullable Answer> register(@Nullable Long request) {
    var answer = new CompletableFuture<@Nullable Answer>();
    if (request == null) {
      answer.complete(null);
    } else {
      waiting.put(request, answer);
    }
    return answer;
  }

  void answer(Answer answer) {
    var asked = waiting.remove(answer.id());
    if (asked != null) {
      asked.complete(answer);
    }
  }

  /** Nobody will answer any more. */
  void giveUp() {
    waiting.values().forEach(asked -> asked.cancel(false));
    waiting.clear();
  }
}
