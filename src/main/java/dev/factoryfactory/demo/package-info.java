/** What the profile {@code demo} adds: an agent that needs no account. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "session"})
@NullMarked
package dev.factoryfactory.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
