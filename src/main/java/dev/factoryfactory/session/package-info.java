/** Agent sessions: processes, turns, transcript, permission requests. */
@ApplicationModule(allowedDependencies = {"kernel", "platform"})
@NullMarked
package dev.factoryfactory.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
