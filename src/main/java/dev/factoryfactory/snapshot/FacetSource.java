package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.Facet;
import dev.factoryfactory.kernel.ProjectId;
import java.util.List;
import java.util.function.Function;

/**
 * Where all facets of one kind can be read anew.
 *
 * @param read every facet of a project, with a fixed number of queries
 */
record FacetSource(FacetKind kind, Function<ProjectId, List<? extends Facet>> read) {

  List<? extends Facet> of(ProjectId project) {
    return read.apply(project);
  }
}
