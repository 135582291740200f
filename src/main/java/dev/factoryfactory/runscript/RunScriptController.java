package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.WorkspaceId;
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

/** Run scripts over HTTP, their output over STOMP too. */
@Controller
@ResponseBody
@RequestMapping("/api/workspaces/{id}/run-script")
class RunScriptController {

  private static final int PART = 64 * 1024;

  private final RunScriptFacade runScripts;
  private final SimpMessagingTemplate messages;

  RunScriptController(RunScriptFacade runScripts, SimpMessagingTemplate messages) {
    this.runScripts = runScripts;
    this.messages = messages;
  }

  static String topic(WorkspaceId id) {
    return "/topic/workspaces/%s/run-script/log".formatted(id);
  }

  @GetMapping
  RunScript get(@PathVariable String id) {
    return runScripts.get(WorkspaceId.parse(id));
  }

  @PostMapping("/start")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RunScript start(@PathVariable String id) {
    return runScripts.start(WorkspaceId.parse(id));
  }

  @PostMapping("/stop")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RunScript stop(@PathVariable String id) {
    return runScripts.stop(WorkspaceId.parse(id));
  }

  @GetMapping("/usage")
  RunScriptUsage usage(@PathVariable String id) {
    return runScripts.usage(WorkspaceId.parse(id));
  }

  @GetMapping("/log")
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

  @EventListener
  void on(RunScriptOutput event) {
    messages.convertAndSend(topic(event.workspaceId()), event);
  }
}
