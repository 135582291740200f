/** Technical services that no domain owns. Sub-packages by concept; open to all domains. */
@ApplicationModule(type = ApplicationModule.Type.OPEN, allowedDependencies = "kernel")
@NullMarked
package dev.factoryfactory.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
