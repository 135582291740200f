/** Joins the domains: bridges for what one needs of another, flows for what follows an event. */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "workspace",
      "session",
      "github",
      "ratchet",
      "ratchet :: evidence",
      "terminal",
      "runscript",
      "snapshot"
    })
@NullMarked
package dev.factoryfactory.orchestration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
