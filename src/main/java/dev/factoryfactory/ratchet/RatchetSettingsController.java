package dev.factoryfactory.ratchet;

import dev.factoryfactory.kernel.DomainException;
import dev.factoryfactory.kernel.ErrorCode;
import dev.factoryfactory.kernel.ProjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What projects want of automatic fixes, and the switch for all of them. */
@RestController
class RatchetSettingsController {

  private final RatchetFacade ratchet;
  private final RatchetProjects projects;
  private final JsonMapper json;

  RatchetSettingsController(RatchetFacade ratchet, RatchetProjects projects, JsonMapper json) {
    this.ratchet = ratchet;
    this.projects = projects;
    this.json = json;
  }

  @GetMapping("/api/projects/{id}/ratchet")
  RatchetSettings get(@PathVariable String id) {
    return ratchet.settings(known(id));
  }

  /** Changes the named ones; within {@code limits} too, where {@code null} is no limit. */
  @PatchMapping("/api/projects/{id}/ratchet")
  RatchetSettings patch(@PathVariable String id, @RequestBody JsonNode wanted) {
    var project = known(id);
    try {
      var now = (ObjectNode) json.valueToTree(ratchet.settings(project));
      for (var field : wanted.properties()) {
        if (field.getKey().equals("limits") && field.getValue() instanceof ObjectNode limits) {
          ((ObjectNode) now.get("limits")).setAll(limits);
        } else {
          now.set(field.getKey(), field.getValue());
        }
      }
      return ratchet.change(project, json.treeToValue(now, RatchetSettings.class));
    } catch (JacksonException e) {
      throw new DomainException(
          ErrorCode.INVALID_INPUT, "The settings can't be understood: " + e.getOriginalMessage());
    }
  }

  @GetMapping("/api/ratchet")
  Pause paused() {
    return new Pause(ratchet.isPaused());
  }

  @PutMapping("/api/ratchet")
  Pause pause(@RequestBody Pause wanted) {
    if (wanted.paused() == null) {
      throw new DomainException(ErrorCode.INVALID_INPUT, "Say what is wanted: {\"paused\": true}.");
    }
    ratchet.pause(wanted.paused());
    return paused();
  }

  record Pause(@Nullable Boolean paused) {}

  private ProjectId known(String id) {
    var project = ProjectId.parse(id);
    projects.require(project);
    return project;
  }
}
