/** Running git and reading repositories. */
@NullMarked
package dev.factoryfactory.platform.git;

import org.jspecify.annotations.NullMarked;
