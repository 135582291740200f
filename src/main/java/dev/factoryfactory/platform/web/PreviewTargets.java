package dev.factoryfactory.platform.web;

import dev.factoryfactory.kernel.WorkspaceId;
import java.util.Optional;

/** What the preview needs of whoever runs dev servers. */
public interface PreviewTargets {

  /**
   * The port on this machine on which the workspace's own dev server listens now; empty when none
   * does.
   */
  Optional<Integer> portOf(WorkspaceId workspaceId);
}
