/**
 * The vocabulary: events, accounts, link keys and ticks. Everything else is said in these words.
 */
@NullMarked
package dev.ringwatch.event;

import org.jspecify.annotations.NullMarked;
