package dev.factoryfactory.session;

import dev.factoryfactory.session.Session.Command;
import dev.factoryfactory.session.Session.Usage;
import dev.factoryfactory.session.acp.AcpCalls;
import dev.factoryfactory.session.acp.AcpForm;
import dev.factoryfactory.session.acp.AcpJson;
import dev.factoryfactory.session.acp.AcpMessage;
import dev.factoryfactory.session.acp.AcpMessage.Answer;
import dev.factoryfactory.session.acp.AcpMessage.Blank;
import dev.factoryfactory.session.acp.AcpMessage.Notification;
import dev.factoryfactory.session.acp.AcpMessage.Request;
import dev.factoryfactory.session.acp.AcpMessage.Unknown;
import dev.factoryfactory.session.acp.AcpMessage.Unreadable;
import dev.factoryfactory.session.acp.AcpPermission;
import dev.factoryfactory.session.acp.AcpUpdate;
import dev.factoryfactory.session.acp.AcpUpdate.Speaker;
import dev.factoryfactory.session.acp.AgentText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What each line of an agent changes. Nothing that an agent writes is fatal or lost. */
@Component
class AgentLines {

  private static final int MAX_SKIPPED_TOLD = 5;
  private static final int MAX_RAW = 16 * 1024;

  private final Handshake handshake;
  private final Turns turns;
  private final PermissionDesk desk;
  private final ToolCalls calls;

  AgentLines(Handshake handshake, Turns turns, PermissionDesk desk, ToolCalls calls) {
    this.handshake = handshake;
    this.turns = turns;
    this.desk = desk;
    this.calls = calls;
  }

  void apply(SessionStep step, AcpMessage message) {
    switch (message) {
      case Answer answer -> answered(step, answer);
      case Notification notification -> told(step, notification);
      case Request request -> asked(step, request);
      case Unknown(var raw) -> unknown(step, raw);
      case Unreadable(var reason) -> skipped(step, reason);
      case Blank _ -> {}
    }
  }

  private void answered(SessionStep step, Answer answer) {
    var awaited = step.wire().awaited.remove(answer.id());
    if (awaited == null) {
      return;
    }
    switch (awaited.purpose()) {
      case INITIALIZE -> handshake.initialized(step, answer);
      case NEW_SESSION, FORK_SESSION -> handshake.opened(step, answer);
      case RESUME_SESSION -> handshake.resumed(step, answer);
      case LOAD_SESSION -> handshake.loaded(step, answer);
      case LIST_SESSIONS -> {
        // Whoever asked waits for it.
      }
      case PROMPT -> turns.ended(step, answer);
      case SET_MODE, SET_MODEL ->
          handshake.settled(step, awaited.purpose(), awaited.value(), answer);
    }
  }

  private void asked(SessionStep step, Request request) {
    switch (request.method()) {
      case "session/request_permission" -> askedForPermission(step, request);
      case "elicitation/create" -> askedToFillIn(step, request);
      default -> {
        step.send(AcpCalls.methodNotFound(request.id(), request.method()));
        unknown(step, request.method(), request.params());
      }
    }
  }

  private void askedToFillIn(SessionStep step, Request request) {
    var form = AcpForm.read(request.params());
    if (form == null) {
      step.send(AcpCalls.formCancelled(request.id().toString()));
      unknown(step, request.method(), request.params());
    } else if (isRefused(step)) {
      step.send(AcpCalls.formCancelled(request.id().toString()));
    } else {
      desk.open(step, request.id(), form);
    }
  }

  /** Outside a turn, and in one that ends, there is nobody to answer. */
  private static boolean isRefused(SessionStep step) {
    return step.session().status() != SessionStatus.WORKING || step.wire().cancelRequested;
  }

  private void askedForPermission(SessionStep step, Request request) {
    var asked = AcpPermission.read(request.params());
    if (asked == null) {
      step.send(AcpCalls.permission(request.id().toString(), null));
      unknown(step, request.method(), request.params());
    } else if (isRefused(step)) {
      step.send(AcpCalls.permission(request.id().toString(), null));
    } else {
      calls.apply(step, asked.tool());
      desk.open(step, request.id(), asked);
    }
  }

  private void told(SessionStep step, Notification notification) {
    if (notification.method().equals("session/update")) {
      updated(step, notification);
    } else {
      unknown(step, notification.method(), notification.params());
    }
  }

  private void updated(SessionStep step, Notification notification) {
    step.wire().systemError |= reportsError(notification.params());
    var update = AcpUpdate.read(notification.params());
    if (isTranscript(update)) {
      if (step.wire().loading && !step.wire().adopting) {
        return;
      }
      turns.seen(step);
    }
    switch (update) {
      case AcpUpdate.Text(var speaker, var messageId, var text) ->
          speech(step, speaker, messageId, text);
      case AcpUpdate.Tool(var change) -> calls.apply(step, change);
      case AcpUpdate.Plan(var entries) -> plan(step, entries);
      case AcpUpdate.Commands(var commands) -> commands(step, commands);
      case AcpUpdate.Mode(var id) -> handshake.chosen(step, EventType.MODE, id);
      case AcpUpdate.Options(var features) -> handshake.learn(step, features);
      case AcpUpdate.Title(var title) -> title(step, title);
      case AcpUpdate.Usage(var usage) -> usage(step, usage);
      case AcpUpdate.Nothing() -> {}
      case AcpUpdate.Unknown() -> unknown(step, notification.method(), notification.params());
    }
  }

  /** Some agents answer a failed turn as if all were well, and say so only beside it. */
  private static boolean reportsError(JsonNode params) {
    var status = params.path("update").path("_meta").path("codex").path("threadStatus");
    return "systemError".equals(AgentText.raw(status, "type"));
  }

  /** Whether a load replays it: our transcript has it already. */
  private static boolean isTranscript(AcpUpdate update) {
    return switch (update) {
      case AcpUpdate.Text _, AcpUpdate.Tool _, AcpUpdate.Plan _, AcpUpdate.Unknown _ -> true;
      case AcpUpdate.Commands _,
          AcpUpdate.Mode _,
          AcpUpdate.Options _,
          AcpUpdate.Title _,
          AcpUpdate.Usage _,
          AcpUpdate.Nothing _ ->
          false;
    };
  }

  private static void speech(SessionStep step, Speaker speaker, @Nullable String id, String text) {
    switch (speaker) {
      case AGENT -> step.speech(EventType.AGENT_MESSAGE, id, text);
      case THOUGHT -> step.speech(EventType.AGENT_THOUGHT, id, text);
      case USER -> {
        // Our own words come back; they are in the transcript since they were sent.
        if (step.wire().loading) {
          step.event(
              EventType.USER_MESSAGE, AcpJson.object().putNull("messageId").put("text", text));
        }
      }
    }
  }

  private static void plan(SessionStep step, List<ObjectNode> entries) {
    step.wire().planTotal = entries.size();
    step.wire().planDone =
        (int)
            entries.stream()
                .filter(entry -> "completed".equals(AgentText.raw(entry, "status")))
                .count();
    var data = AcpJson.object();
    data.set("entries", AcpJson.array(entries));
    step.event(EventType.PLAN, data);
  }

  private static void commands(SessionStep step, List<ObjectNode> told) {
    var session = step.session();
    var commands = told.stream().map(node -> AcpJson.MAPPER.treeToValue(node, Command.class));
    var offered = session.features().withCommands(commands.toList());
    if (!offered.equals(session.features())) {
      session.keep(offered);
      var data = AcpJson.object();
      data.set("commands", AcpJson.array(told));
      step.event(EventType.COMMANDS, data);
    }
  }

  private static void usage(SessionStep step, ObjectNode told) {
    var session = step.session();
    var known = session.features().usage();
    var usage = AcpJson.MAPPER.treeToValue(told, Usage.class).orCostOf(known);
    if (!usage.equals(known)) {
      session.keep(session.features().withUsage(usage));
      step.event(EventType.USAGE, AcpJson.MAPPER.valueToTree(usage));
    }
  }

  private static void title(SessionStep step, String title) {
    if (step.session().suggestTitle(title)) {
      step.event(EventType.TITLE, AcpJson.object().put("title", title));
      step.changedSummary();
    }
  }

  private static void unknown(SessionStep step, String method, JsonNode params) {
    var raw = AcpJson.object().put("method", AgentText.bounded(method, AgentText.SHORT));
    unknown(step, params.isMissingNode() ? raw : raw.set("params", params));
  }

  private static void unknown(SessionStep step, JsonNode raw) {
    var data = AcpJson.object();
    data.set("raw", AcpJson.bounded(raw, MAX_RAW));
    step.event(EventType.UNKNOWN, data);
  }

  private static void skipped(SessionStep step, String reason) {
    if (++step.wire().skippedLines <= MAX_SKIPPED_TOLD) {
      step.notice(
          "warning", "AGENT_OUTPUT_SKIPPED", "Skipped a line that is no message: " + reason);
    }
  }
}
