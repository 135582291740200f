package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.SessionId;
import dev.factoryfactory.session.PendingRequest;
import dev.factoryfactory.session.SessionFacet.Summary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a card asks of a person.
 *
 * @param reason why, in the agent's words
 * @param count how many requests are open in the workspace, this one included
 */
record OpenRequest(
    SessionId sessionId,
    String requestId,
    PendingRequest.Kind kind,
    String title,
    @Nullable String command,
    List<String> paths,
    @Nullable String reason,
    List<PendingRequest.Option> options,
    Instant createdAt,
    int count) {

  static OpenRequest of(Summary session, PendingRequest request, int count) {
    return new OpenRequest(
        session.sessionId(),
        request.requestId(),
        request.kind(),
        request.title(),
        request.command(),
        request.paths(),
        request.reason(),
        // A form is filled in where it can be read whole.
        request.form() == null ? request.options() : List.of(),
        request.createdAt(),
        count);
  }
}
