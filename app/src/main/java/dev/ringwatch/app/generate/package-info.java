/** {@code ringwatch generate}: days of events with planted abuse, for trying any tool on. */
@NullMarked
package dev.ringwatch.app.generate;

import org.jspecify.annotations.NullMarked;
