/** Automatic fixes: whether a workspace wants them, and what is being done. */
@ApplicationModule(allowedDependencies = {"kernel", "platform"})
@NullMarked
package dev.factoryfactory.ratchet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
