/** Processes: started with argument arrays, recorded, stopped as whole trees. */
@NullMarked
package dev.factoryfactory.platform.process;

import org.jspecify.annotations.NullMarked;
