package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A workspace's automatic fixes over REST. */
@RestController
@RequestMapping("/api/workspaces/{id}/ratchet")
class RatchetController {

  private static final int MAX_EVENTS = 200;

  private final RatchetFacade ratchet;

  RatchetController(RatchetFacade ratchet) {
    this.ratchet = ratchet;
  }

  @GetMapping
  RatchetView get(@PathVariable String id) {
    return ratchet.view(WorkspaceId.parse(id));
  }

  @PutMapping
  RatchetView put(@PathVariable String id, @RequestBody RatchetRequest request) {
    if (request.enabled() == null && request.autoMerge() == null) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT,
          "Say what is wanted: {\"enabled\": true} or {\"autoMerge\": true}.");
    }
    return ratchet.change(WorkspaceId.parse(id), request.enabled(), request.autoMerge());
  }

  @PostMapping("/check")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RatchetView check(@PathVariable String id) {
    return ratchet.check(WorkspaceId.parse(id));
  }

  @GetMapping("/timeline")
  TimelineRepository.Page timeline(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String before,
      @RequestParam(defaultValue = "50") int limit) {
    return ratchet.timeline(
        WorkspaceId.parse(id),
        before == null ? null : place(before),
        Math.clamp(limit, 1, MAX_EVENTS));
  }

  private static Long place(String before) {
    try {
      return Long.valueOf(before);
    } catch (NumberFormatException e) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT, "'before' is what the page before it answered as 'before'.");
    }
  }

  record RatchetRequest(@Nullable Boolean enabled, @Nullable Boolean autoMerge) {}
}
