package planted.cycle.one;

import org.jspecify.annotations.NullMarked;
import planted.cycle.two.Second;

/** One half of a cycle, on purpose. */
@NullMarked
public record First(Second second) {}
