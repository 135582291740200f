/** The rules of the house. A package of tests alone, so that this file shadows no module's. */
@NullMarked
package dev.factoryfactory.guards;

import org.jspecify.annotations.NullMarked;
