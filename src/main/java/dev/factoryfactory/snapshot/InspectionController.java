package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.platform.web.StompOutput;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Lets a person look behind the snapshot, over HTTP and STOMP, and have it compared. */
@RestController
class InspectionController {

  private final Inspector inspector;
  private final Reconciler reconciler;
  private final StompOutput output;
  private final JsonMapper json;

  InspectionController(
      Inspector inspector, Reconciler reconciler, StompOutput output, JsonMapper json) {
    this.inspector = inspector;
    this.reconciler = reconciler;
    this.output = output;
    this.json = json;
  }

  @GetMapping("/api/projects/{id}/snapshot/inspection")
  Inspection inspection(@PathVariable ProjectId id) {
    return inspector.inspect(id);
  }

  @PostMapping("/api/projects/{id}/snapshot/reconcile")
  ReconcileRun reconcile(@PathVariable ProjectId id) {
    return reconciler.reconcile(id);
  }

  @SubscribeMapping("/projects/{id}/snapshot/inspection")
  void subscribe(@DestinationVariable String id, Message<?> question) {
    output.answer(question, json.writeValueAsBytes(inspector.inspect(ProjectId.parse(id))));
  }
}
