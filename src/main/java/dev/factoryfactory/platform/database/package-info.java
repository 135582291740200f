/** The PostgreSQL server that this server starts for itself. */
@NullMarked
package dev.factoryfactory.platform.database;

import org.jspecify.annotations.NullMarked;
