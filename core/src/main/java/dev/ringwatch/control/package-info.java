/**
 * What the log's control records say, as the texts that the log keeps: models, rings, what hunts
 * found, heartbeats.
 */
@NullMarked
package dev.ringwatch.control;

import org.jspecify.annotations.NullMarked;
