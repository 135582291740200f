package planted.modules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.Modulithic;

/** The root of two modules that break the rules. */
@NullMarked
@Modulithic
public class PlantedApplication {}
