/**
 * The stages wired as keyed steps ({@link dev.ringwatch.pipeline.KeyedStep} says what step and
 * driver owe each other). A step is written once and run by every driver: {@link
 * dev.ringwatch.pipeline.LinkStep}, {@link dev.ringwatch.pipeline.CoActionStep} and {@link
 * dev.ringwatch.pipeline.ProfileStep} by key, {@link dev.ringwatch.pipeline.ScoreStep} by account;
 * rings are found by one task that sees all keys, {@code detect.ring}.
 *
 * <p>{@link dev.ringwatch.pipeline.EmbeddedDriver} owns all state in one process: {@code
 * TickBuffer} holds events until their tick closes, {@code Partition} runs the steps on a part of
 * the keys, {@code FinalScores} and {@code LiveScores} answer, {@link
 * dev.ringwatch.pipeline.FrozenState} keeps.
 */
@NullMarked
package dev.ringwatch.pipeline;

import org.jspecify.annotations.NullMarked;
