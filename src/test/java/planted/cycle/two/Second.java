package planted.cycle.two;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import planted.cycle.one.First;

/** The other half of a cycle, on purpose. */
@NullMarked
public record Second(@Nullable First first) {}
