/** The dev server of a workspace: its process, port and output. */
@ApplicationModule(allowedDependencies = {"kernel", "platform"})
@NullMarked
package dev.factoryfactory.runscript;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
