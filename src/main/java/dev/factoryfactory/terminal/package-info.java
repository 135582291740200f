/** Terminals in worktrees and their screens. */
@ApplicationModule(allowedDependencies = {"kernel", "platform"})
@NullMarked
package dev.factoryfactory.terminal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
