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

  static String inspectionTopicOf(ProjectId project) {
    return topicOf(project) + "/inspection";
  }

  /** How many listen to a project. */
  int size(ProjectId project) {
    return listeners.count(topicOf(project));
  }

  boolean listensTo(ProjectId project) {
    return size(project) > 0;
  }

  boolean inspects(ProjectId project) {
    return listeners.count(inspectionTopicOf(project)) > 0;
  }

  boolean listensToNeeds() {
    return listeners.count(NEEDS_YOU) > 0;
  }
}
