/** The program that holds the terminals, and the protocol in which servers talk to it. */
@NullMarked
package dev.factoryfactory.terminal.keeper;

import org.jspecify.annotations.NullMarked;
