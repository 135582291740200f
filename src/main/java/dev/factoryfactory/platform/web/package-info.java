/** Security, errors and messaging of the web layer. */
@NullMarked
package dev.factoryfactory.platform.web;

import org.jspecify.annotations.NullMarked;
