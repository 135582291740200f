package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.ProjectId;
import dev.factoryfactory.platform.web.StompListeners;
import org.springframework.stereotype.Component;

/** Who listens to what the snapshot tells. */
@Component
class Audience {

  static final String NEEDS_YOU = "/topic/needs-you";

  private final StompListeners listeners;

  Audience(StompListeners listeners) {
    this.listeners = listeners;
  }

  static String topicOf(ProjectId project) {
    return "/topic/projects/%s/snapshot".formatted(project);
  }

  boolean listensTo(ProjectId project) {
    return listeners.count(topicOf(project)) > 0;
  }

  boolean listensToNeeds() {
    return listeners.count(NEEDS_YOU) > 0;
  }
}
