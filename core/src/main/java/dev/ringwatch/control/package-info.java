/**
 * What the log's control records say, as the texts that the log keeps: models, rings, what hunts
 * found, what verdicts taught, heartbeats.
 */
@NullMarked
package dev.ringwatch.control;

import org.jspecify.annotations.NullMarked;
