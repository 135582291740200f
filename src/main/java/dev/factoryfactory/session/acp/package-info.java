/** The Agent Client Protocol on the wire: lines, journals, tolerant reading, bounded text. */
@NullMarked
package dev.factoryfactory.session.acp;

import org.jspecify.annotations.NullMarked;
