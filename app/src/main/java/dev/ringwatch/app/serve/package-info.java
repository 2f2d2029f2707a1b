/** The command {@code ringwatch serve}: settings, and how the server is put together. */
@NullMarked
package dev.ringwatch.app.serve;

import org.jspecify.annotations.NullMarked;
