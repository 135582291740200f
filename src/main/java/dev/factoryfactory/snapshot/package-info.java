/** The one in-memory picture of every workspace, pushed to clients as deltas. */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "workspace",
      "session",
      "github",
      "ratchet",
      "terminal",
      "runscript"
    })
@NullMarked
package dev.factoryfactory.snapshot;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
