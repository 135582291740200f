package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.ProjectId;
import org.springframework.messaging.simp.user.SimpUserRegistry;
import org.springframework.stereotype.Component;

/** Who listens. */
@Component
class Audience {

  static final String NEEDS_YOU = "/topic/needs-you";

  private final SimpUserRegistry users;

  Audience(SimpUserRegistry users) {
    this.users = users;
  }

  static String topicOf(ProjectId project) {
    return "/topic/projects/%s/snapshot".formatted(project);
  }

  boolean listensTo(String topic) {
    return !users.findSubscriptions(it -> it.getDestination().equals(topic)).isEmpty();
  }
}
