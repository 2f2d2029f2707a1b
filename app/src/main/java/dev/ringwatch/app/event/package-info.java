/** What the HTTP interface shows of stored events: searches, and what an account did. */
@NullMarked
package dev.ringwatch.app.event;

import org.jspecify.annotations.NullMarked;
