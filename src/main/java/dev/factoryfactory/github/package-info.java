/** Pull requests of workspaces: which one belongs to it, and what GitHub says of it. */
@ApplicationModule(allowedDependencies = {"kernel", "platform"})
@NullMarked
package dev.factoryfactory.github;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
