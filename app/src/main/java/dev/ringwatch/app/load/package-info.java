/** The command {@code ringwatch load}: history from files into a running server. */
@NullMarked
package dev.ringwatch.app.load;

import org.jspecify.annotations.NullMarked;
