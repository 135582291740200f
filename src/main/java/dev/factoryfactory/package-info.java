/** The application's root: start-up only. */
@NullMarked
package dev.factoryfactory;

import org.jspecify.annotations.NullMarked;
