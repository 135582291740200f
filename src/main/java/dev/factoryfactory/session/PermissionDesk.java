package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.session.PendingRequest.Option;
import dev.factoryfactory.session.acp.AcpCalls;
import dev.factoryfactory.session.acp.AcpJson;
import dev.factoryfactory.session.acp.AcpPermission;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Opens, answers and cancels what agents ask of people. Without an answer nothing is allowed. */
@Component
class PermissionDesk {

  private final RequestRepository requests;

  PermissionDesk(RequestRepository requests) {
    this.requests = requests;
  }

  void open(SessionStep step, JsonNode rpcId, AcpPermission asked) {
    var title = asked.title() != null ? asked.title() : knownTitle(step, asked);
    var kind = asked.tool().fields().path("kind");
    var request =
        new PendingRequest(
            UUID.randomUUID().toString(),
            PendingRequest.Kind.valueOf(asked.kind().name()),
            title,
            kind.isString() ? kind.stringValue() : knownKind(step, asked),
            asked.command(),
            asked.paths(),
            asked.reason(),
            asked.options().stream()
                .map(option -> new Option(option.optionId(), option.name(), option.kind()))
                .toList(),
            step.now());
    var toolCallId = asked.tool().toolCallId();
    requests.save(new StoredRequest(step.session().id(), rpcId.toString(), toolCallId, request));
    ObjectNode data = AcpJson.MAPPER.valueToTree(request);
    step.event(EventType.PERMISSION_REQUEST, data.put("toolCallId", toolCallId));
    step.changedSummary();
  }

  void answer(SessionStep step, String requestId, String optionId) {
    var session = step.session();
    var request =
        requests
            .findById(new OwnedId(session.id().value(), requestId))
            .orElseThrow(
                () ->
                    new DomainException(
                        ErrorCode.NOT_FOUND, "There is no request with this id in the session."));
    if (!request.isOpen()) {
      throw new DomainException(
          ErrorCode.REQUEST_ALREADY_ANSWERED, "This request was answered or cancelled already.");
    }
    var option =
        request.detail().options().stream()
            .filter(offered -> offered.optionId().equals(optionId))
            .findFirst()
            .orElseThrow(
                () ->
                    new DomainException(
                        ErrorCode.UNKNOWN_OPTION, "The agent does not offer this answer."));
    request.answer(optionId, step.now());
    step.send(AcpCalls.permission(request.rpcId(), optionId));
    told(step, requestId, "SELECTED", option);
  }

  /** Cancels every open request of the session. */
  void cancelOpen(SessionStep step) {
    for (var request : requests.findOpen(step.session().id().value())) {
      request.cancel(step.now());
      step.send(AcpCalls.permission(request.rpcId(), null));
      told(step, request.detail().requestId(), "CANCELLED", null);
    }
  }

  private static void told(
      SessionStep step, String requestId, String outcome, @Nullable Option option) {
    step.event(
        EventType.PERMISSION_ANSWERED,
        AcpJson.object()
            .put("requestId", requestId)
            .put("outcome", outcome)
            .put("optionId", option == null ? null : option.optionId())
            .put("optionName", option == null ? null : option.name()));
    step.changedSummary();
  }

  private static String knownTitle(SessionStep step, AcpPermission asked) {
    var call = step.wire().calls.get(asked.tool().toolCallId());
    return call == null ? "The agent asks for permission" : call.title();
  }

  private static @Nullable String knownKind(SessionStep step, AcpPermission asked) {
    var call = step.wire().calls.get(asked.tool().toolCallId());
    return call == null ? null : call.kind();
  }
}
