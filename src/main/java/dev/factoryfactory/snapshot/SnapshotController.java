package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.platform.web.StompOutput;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The snapshot and what waits for a person, over HTTP and STOMP. */
@RestController
class SnapshotController {

  private static final Pattern GZIP_REFUSED = Pattern.compile(";\\s*q=0(\\.0*)?$");

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
      @RequestParam(required = false) @Nullable Long after,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings) {
    var answer = answer(id, epoch, after);
    var head =
        ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .varyBy(HttpHeaders.ACCEPT_ENCODING)
            .eTag(answer.tag());
    return takesGzip(encodings)
        ? head.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(answer.gzip())
        : head.body(answer.json());
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

  /** The server could pack each answer anew; here it is done once for all who ask. */
  private static boolean takesGzip(String encodings) {
    return Arrays.stream(encodings.split(","))
        .map(String::strip)
        .anyMatch(it -> it.startsWith("gzip") && !GZIP_REFUSED.matcher(it).find());
  }

  private Answer answer(ProjectId project, @Nullable String epoch, @Nullable Long after) {
    return epoch == null || after == null
        ? snapshots.full(project)
        : snapshots.since(project, epoch, after);
  }
}
