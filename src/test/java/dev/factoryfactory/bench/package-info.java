/** What the server costs and how fast it is: run by {@code ./mvnw -Pbench verify}. */
@NullMarked
package dev.factoryfactory.bench;

import org.jspecify.annotations.NullMarked;
