/** GitHub on the wire: hosts, credentials, limits, GraphQL and REST. */
@NullMarked
package dev.factoryfactory.github.api;

import org.jspecify.annotations.NullMarked;
