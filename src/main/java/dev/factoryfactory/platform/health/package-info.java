/** Whether the server is well, for scripts and people. */
@NullMarked
package dev.factoryfactory.platform.health;

import org.jspecify.annotations.NullMarked;
