package dev.factoryfactory.runscript;

import dev.factoryfactory.kernel.WorkspaceId;
import dev.factoryfactory.platform.web.PreviewTargets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says where a workspace's dev server can be seen: only where its own processes listen. */
@Component
class ServedPreviews implements PreviewTargets {

  private final RunScriptStore store;

  ServedPreviews(RunScriptStore store) {
    this.store = store;
  }

  @Override
  public Optional<Integer> portOf(WorkspaceId workspaceId) {
    return store
        .find(workspaceId)
        .filter(RunScriptRow::isActive)
        .flatMap(row -> Optional.ofNullable(row.detectedPort()));
  }
}
