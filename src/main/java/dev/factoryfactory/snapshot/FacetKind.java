package dev.factoryfactory.snapshot;

import dev.factoryfactory.github.PullRequestFacet;
import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.ratchet.RatchetFacet;
import dev.factoryfactory.runscript.RunScriptFacet;
import dev.factoryfactory.session.SessionFacet;
import dev.factoryfactory.terminal.TerminalFacet;
import dev.factoryfactory.workspace.GitFacet;
import dev.factoryfactory.workspace.WorkspaceFacet;

/** The parts that an entry is put together from. */
enum FacetKind {
  WORKSPACE("workspace", WorkspaceFacet.class),
  GIT("git", GitFacet.class),
  PULL_REQUEST("pullRequest", PullRequestFacet.class),
  SESSION("session", SessionFacet.class),
  RATCHET("ratchet", RatchetFacet.class),
  TERMINAL("terminal", TerminalFacet.class),
  RUN_SCRIPT("runScript", RunScriptFacet.class);

  private final String wireName;
  private final Class<? extends Facet> type;

  FacetKind(String wireName, Class<? extends Facet> type) {
    this.wireName = wireName;
    this.type = type;
  }

  static FacetKind of(Facet facet) {
    for (var kind : values()) {
      if (kind.type.isInstance(facet)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("Not a part of the snapshot: " + facet.getClass().getName());
  }

  String wireName() {
    return wireName;
  }
}
