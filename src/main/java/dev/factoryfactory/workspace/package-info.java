/** Projects and workspaces: their states, worktrees, git facts, files and diffs. */
@ApplicationModule(allowedDependencies = {"kernel", "platform"})
@NullMarked
package dev.factoryfactory.workspace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
