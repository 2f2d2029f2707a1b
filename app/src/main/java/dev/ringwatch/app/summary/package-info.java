/** How the whole stands: the overview, the figures that it shows, and the same by e-mail. */
@NullMarked
package dev.ringwatch.app.summary;

import org.jspecify.annotations.NullMarked;
