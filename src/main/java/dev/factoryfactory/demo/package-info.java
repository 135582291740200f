/** What the profile {@code demo} adds: an agent that needs no account, and work for it. */
@ApplicationModule(
    allowedDependencies = {"kernel", "platform", "session", "workspace", "github", "ratchet"})
@NullMarked
package dev.factoryfactory.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
