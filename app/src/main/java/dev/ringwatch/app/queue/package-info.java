/** The queue of analysts: what waits for a verdict, taken, decided, undone; for pages and HTTP. */
@NullMarked
package dev.ringwatch.app.queue;

import org.jspecify.annotations.NullMarked;
