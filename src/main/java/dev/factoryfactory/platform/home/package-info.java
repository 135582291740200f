/** The server's own directory, and that only one server at a time works in it. */
@NullMarked
package dev.factoryfactory.platform.home;

import org.jspecify.annotations.NullMarked;
