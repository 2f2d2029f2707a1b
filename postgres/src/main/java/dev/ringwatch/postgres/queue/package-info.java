/** The queue: what waits for somebody's verdict, in which order, and who has taken what. */
@NullMarked
package dev.ringwatch.postgres.queue;

import org.jspecify.annotations.NullMarked;
