/** Making text that programs wrote fit to be shown. */
@NullMarked
package dev.factoryfactory.platform.text;

import org.jspecify.annotations.NullMarked;
