/** A module that may import nothing. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package planted.modules.one;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
