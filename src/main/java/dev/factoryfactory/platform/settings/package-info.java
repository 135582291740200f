/** What the user has chosen for the whole server. */
@NullMarked
package dev.factoryfactory.platform.settings;

import org.jspecify.annotations.NullMarked;
