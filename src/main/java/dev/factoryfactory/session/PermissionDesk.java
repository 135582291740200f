package dev.factoryfactory.session;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.session.PendingRequest.Option;
import dev.factoryfactory.session.acp.AcpCalls;
import dev.factoryfactory.session.acp.AcpForm;
import dev.factoryfactory.session.acp.AcpJson;
import dev.factoryfactory.session.acp.AcpPermission;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Opens, answers and cancels what agents ask of people. Without an answer nothing is allowed. */
@Component
class PermissionDesk {

  private static final List<String> ALLOWING = List.of("allow_once", "allow_always");

  private final RequestRepository requests;
  private final SessionWorkspaces workspaces;

  PermissionDesk(RequestRepository requests, SessionWorkspaces workspaces) {
    this.requests = requests;
    this.workspaces = workspaces;
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
            null,
            step.now());
    open(step, rpcId, asked.tool().toolCallId(), request);
  }

  /** Opens a form, which only a person can fill in. */
  void open(SessionStep step, JsonNode rpcId, AcpForm asked) {
    var request =
        new PendingRequest(
            UUID.randomUUID().toString(),
            PendingRequest.Kind.QUESTION,
            asked.message(),
            null,
            null,
            List.of(),
            null,
            FormAnswers.options(),
            new PendingRequest.Form(asked.fields()),
            step.now());
    open(step, rpcId, "", request);
  }

  private void open(SessionStep step, JsonNode rpcId, String toolCallId, PendingRequest request) {
    var stored =
        requests.save(
            new StoredRequest(step.session().id(), rpcId.toString(), toolCallId, request));
    ObjectNode data = AcpJson.MAPPER.valueToTree(request);
    step.event(EventType.PERMISSION_REQUEST, data.put("toolCallId", toolCallId));
    step.changedSummary();
    answerByPolicy(step, stored);
  }

  /** Answers what the session's policy allows without a person. */
  void answerByPolicy(SessionStep step) {
    requests
        .findOpen(step.session().id().value())
        .forEach(request -> answerByPolicy(step, request));
  }

  private void answerByPolicy(SessionStep step, StoredRequest request) {
    var asked = request.detail();
    var allowing =
        ALLOWING.stream()
            .flatMap(kind -> asked.options().stream().filter(it -> it.kind().equals(kind)))
            .findFirst();
    if (allowing.isPresent() && step.session().permissions().allows(asked, worktree(step))) {
      var option = allowing.get();
      request.answer(option.optionId(), step.now());
      step.send(AcpCalls.permission(request.rpcId(), option.optionId()));
      told(step, asked.requestId(), "SELECTED", option, "POLICY");
    }
  }

  private WorktreePaths worktree(SessionStep step) {
    return workspaces
        .find(step.session().workspaceId())
        .map(SessionWorkspaces.WorkspacePlace::worktree)
        .map(WorktreePaths::new)
        .orElseThrow(() -> new IllegalStateException("The workspace has no worktree"));
  }

  /**
   * Answers for a person.
   *
   * @param filledIn the form's fields by name, where the request has a form
   */
  void answer(SessionStep step, String requestId, String optionId, @Nullable JsonNode filledIn) {
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
    var line = line(request, optionId, filledIn);
    request.answer(optionId, step.now());
    step.send(line);
    told(step, requestId, "SELECTED", option, "PERSON");
  }

  private static String line(StoredRequest request, String optionId, @Nullable JsonNode filledIn) {
    var form = request.detail().form();
    if (form == null) {
      return AcpCalls.permission(request.rpcId(), optionId);
    }
    var content = optionId.equals("accept") ? FormAnswers.check(form.fields(), filledIn) : null;
    return AcpCalls.filledIn(request.rpcId(), content);
  }

  /** Cancels every open request of the session. */
  void cancelOpen(SessionStep step) {
    for (var request : requests.findOpen(step.session().id().value())) {
      request.cancel(step.now());
      step.send(
          request.detail().form() == null
              ? AcpCalls.permission(request.rpcId(), null)
              : AcpCalls.formCancelled(request.rpcId()));
      told(step, request.detail().requestId(), "CANCELLED", null, null);
    }
  }

  private static void told(
      SessionStep step,
      String requestId,
      String outcome,
      @Nullable Option option,
      @Nullable String by) {
    step.event(
        EventType.PERMISSION_ANSWERED,
        AcpJson.object()
            .put("requestId", requestId)
            .put("outcome", outcome)
            .put("optionId", option == null ? null : option.optionId())
            .put("optionName", option == null ? null : option.name())
            .put("by", by));
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
