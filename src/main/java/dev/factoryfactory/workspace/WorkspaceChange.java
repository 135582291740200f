package dev.factoryfactory.workspace;

import org.jspecify.annotations.Nullable;

/**
 * What to change about a workspace; {@code null} leaves a value as it is.
 *
 * @param agent the new default agent; empty for none
 */
public record WorkspaceChange(
    @Nullable String name, @Nullable Boolean ratchet, @Nullable String agent) {

  /** Whether any of it is stored with the workspace itself. */
  boolean changesRow() {
    return name != null || agent != null;
  }
}
