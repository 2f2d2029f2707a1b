/** The pages by which administrators set the server up, and see who did what with it. */
@NullMarked
package dev.ringwatch.app.setup;

import org.jspecify.annotations.NullMarked;
