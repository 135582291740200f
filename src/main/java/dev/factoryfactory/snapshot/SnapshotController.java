package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.platform.web.StompOutput;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The snapshot and what waits for a person, over HTTP and STOMP. */
@RestController
class SnapshotController {

  private final ProjectSnapshotService snapshots;
  private final StompOutput output;

  SnapshotController(ProjectSnapshotService snapshots, StompOutput output) {
    this.snapshots = snapshots;
    this.output = output;
  }

  @GetMapping("/api/projects/{id}/snapshot")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(oneOf = {Snapshot.class, Delta.class})))
  @ApiResponse(responseCode = "304", content = @Content)
  ResponseEntity<byte[]> snapshot(
      @PathVariable ProjectId id,
      @RequestParam(required = false) @Nullable String epoch,
      @RequestParam(required = false) @Nullable Long after) {
    var answer = answer(id, epoch, after);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .eTag(answer.tag())
        .body(answer.json());
  }

  @GetMapping("/api/needs-you")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              array = @ArraySchema(schema = @Schema(implementation = Need.class))))
  ResponseEntity<byte[]> needsYou() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(snapshots.needsYou());
  }

  @SubscribeMapping("/projects/{id}/snapshot")
  void subscribe(
      @DestinationVariable String id,
      @Header(required = false) @Nullable String epoch,
      @Header(required = false) @Nullable Long after,
      Message<?> question) {
    output.answer(question, answer(ProjectId.parse(id), epoch, after).json());
  }

  @SubscribeMapping("/needs-you")
  void subscribeToNeeds(Message<?> question) {
    snapshots.needsYou(json -> output.answer(question, json));
  }

  private Answer answer(ProjectId project, @Nullable String epoch, @Nullable Long after) {
    return epoch == null || after == null
        ? snapshots.full(project)
        : snapshots.since(project, epoch, after);
  }
}
