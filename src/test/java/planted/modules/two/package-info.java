/** A module that may import nothing. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package planted.modules.two;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
