/** The lists of what to let pass and what to watch, over HTTP. */
@NullMarked
package dev.ringwatch.app.lists;

import org.jspecify.annotations.NullMarked;
