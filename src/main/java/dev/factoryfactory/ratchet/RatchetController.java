package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Automatic fixes over REST. */
@RestController
@RequestMapping("/api/workspaces/{id}/ratchet")
class RatchetController {

  private final RatchetFacade ratchet;

  RatchetController(RatchetFacade ratchet) {
    this.ratchet = ratchet;
  }

  @GetMapping
  RatchetAnswer get(@PathVariable String id) {
    return RatchetAnswer.of(ratchet.get(WorkspaceId.parse(id)));
  }

  @PutMapping
  RatchetAnswer put(@PathVariable String id, @RequestBody RatchetRequest request) {
    if (request.enabled() == null) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT, "Say whether it is enabled: {\"enabled\": true}.");
    }
    var workspace = WorkspaceId.parse(id);
    var project = ratchet.get(workspace).projectId();
    ratchet.switchTo(project, workspace, request.enabled());
    return get(id);
  }

  record RatchetRequest(@Nullable Boolean enabled) {}

  record RatchetAnswer(boolean enabled, RatchetState state) {

    static RatchetAnswer of(RatchetFacet facet) {
      return new RatchetAnswer(facet.enabled(), facet.state());
    }
  }
}
