package dev.factoryfactory.snapshot;

import dev.factoryfactory.kernel.Facet;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value that two facets of one kind do not share. */
record FacetDifference(String field, String held, String owner) {

  private static final int LONGEST = 200;
  private static final int MOST = 8;

  /** The first few; the revision always differs and is left out. */
  static List<FacetDifference> between(Facet held, Facet owner) {
    if (held.getClass() != owner.getClass() || !held.getClass().isRecord()) {
      return List.of();
    }
    return Arrays.stream(held.getClass().getRecordComponents())
        .filter(it -> !it.getName().equals("revision"))
        .filter(it -> !Objects.equals(value(it, held), value(it, owner)))
        .limit(MOST)
        .map(it -> new FacetDifference(it.getName(), text(it, held), text(it, owner)))
        .toList();
  }

  private static String text(RecordComponent component, Facet facet) {
    return HealedDrift.cut(String.valueOf(value(component, facet)), LONGEST);
  }

  private static @Nullable Object value(RecordComponent component, Facet facet) {
    try {
      return component.getAccessor().invoke(facet);
    } catch (ReflectiveOperationException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
