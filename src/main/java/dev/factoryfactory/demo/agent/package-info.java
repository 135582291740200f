/**
 * An agent whose answers are written down: it speaks the Agent Client Protocol over its standard
 * streams as a process of its own and needs nothing but a JDK.
 */
@NullMarked
package dev.factoryfactory.demo.agent;

import org.jspecify.annotations.NullMarked;
