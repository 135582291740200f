/** A small GitHub on this machine, for tests and the demo. */
@NullMarked
package dev.factoryfactory.demo.github;

import org.jspecify.annotations.NullMarked;
