package dev.factoryfactory.snapshot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.factoryfactory.kernel.WorkspaceId;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Workspaces that were removed for good, longer than any event is under way. A project that was
 * dropped and loaded anew has no memory of its own of them.
 */
@Component
class Graveyard {

  private static final Duration LONGER_THAN_ANY_EVENT = Duration.ofMinutes(10);

  private final Cache<WorkspaceId, Boolean> gone =
      Caffeine.newBuilder().expireAfterWrite(LONGER_THAN_ANY_EVENT).build();

  void add(WorkspaceId workspace) {
    gone.put(workspace, true);
  }

  boolean holds(WorkspaceId workspace) {
    return gone.getIfPresent(workspace) != null;
  }
}
