package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.WorkspaceId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Run scripts over HTTP; their output and what workspaces use over STOMP too. */
@Controller
@ResponseBody
@RequestMapping("/api/workspaces/{id}")
class RunScriptController {

  private static final int PART = 64 * 1024;
  private static final Pattern USAGE =
      Pattern.compile("/topic/workspaces/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/usage");

  private final RunScriptFacade runScripts;
  private final SimpMessagingTemplate messages;

  RunScriptController(RunScriptFacade runScripts, SimpMessagingTemplate messages) {
    this.runScripts = runScripts;
    this.messages = messages;
  }

  static String topic(WorkspaceId id) {
    return "/topic/workspaces/%s/run-script/log".formatted(id);
  }

  static String usageTopic(WorkspaceId id) {
    return "/topic/workspaces/%s/usage".formatted(id);
  }

  /** The workspace whose usage a topic tells; empty for every other topic. */
  static Optional<WorkspaceId> workspaceOfUsage(String topic) {
    var parts = USAGE.matcher(topic);
    return parts.matches() ? Optional.of(WorkspaceId.parse(parts.group(1))) : Optional.empty();
  }

  @GetMapping("/run-script")
  RunScript get(@PathVariable String id) {
    return runScripts.get(WorkspaceId.parse(id));
  }

  @PostMapping("/run-script/start")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RunScript start(@PathVariable String id) {
    return runScripts.start(WorkspaceId.parse(id));
  }

  @PostMapping("/run-script/stop")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RunScript stop(@PathVariable String id) {
    return runScripts.stop(WorkspaceId.parse(id));
  }

  @GetMapping("/usage")
  WorkspaceUsage usage(@PathVariable String id) {
    return runScripts.usage(WorkspaceId.parse(id));
  }

  @GetMapping("/run-script/log")
  RunScriptLog log(
      @PathVariable String id,
      @RequestParam(defaultValue = "run") String channel,
      @RequestParam(required = false) @Nullable Integer run,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "" + PART) int limit,
      @RequestParam(required = false) @Nullable String query) {
    return runScripts.log(
        WorkspaceId.parse(id), LogChannel.parse(channel), run, after, limit, query);
  }

  @SubscribeMapping("/workspaces/{id}/run-script/log")
  RunScriptLog subscribed(
      @DestinationVariable String id,
      @Header(name = "channel", defaultValue = "run") String channel,
      @Header(name = "run", required = false) @Nullable Integer run,
      @Header(name = "after", defaultValue = "0") long after) {
    return runScripts.log(WorkspaceId.parse(id), LogChannel.parse(channel), run, after, PART, null);
  }

  @SubscribeMapping("/workspaces/{id}/usage")
  WorkspaceUsage usageSubscribed(@DestinationVariable String id) {
    return runScripts.usage(WorkspaceId.parse(id));
  }

  @EventListener
  void on(WorkspaceUsage usage) {
    messages.convertAndSend(usageTopic(usage.workspaceId()), usage);
  }

  @EventListener
  void on(RunScriptOutput event) {
    messages.convertAndSend(topic(event.workspaceId()), event);
  }
}
