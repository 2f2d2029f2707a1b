/** What is new, told to pages that are open, so that they need no reload. */
@NullMarked
package dev.ringwatch.app.live;

import org.jspecify.annotations.NullMarked;
