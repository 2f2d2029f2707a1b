/**
 * The stages wired as keyed steps. A step is written once and run by every driver; {@link
 * dev.ringwatch.pipeline.EmbeddedDriver} is the one that owns all state in one process.
 */
@NullMarked
package dev.ringwatch.pipeline;

import org.jspecify.annotations.NullMarked;
