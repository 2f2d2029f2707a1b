/**
 * Who works together, in three layers.
 *
 * <ol>
 *   <li>What a stream keeps: {@link dev.ringwatch.detect.ring.LinkKeys} says which keys an event
 *       has, {@link dev.ringwatch.detect.ring.EventKeys} their hashes; {@link
 *       dev.ringwatch.detect.ring.KeyUsages} and {@link dev.ringwatch.detect.ring.CoActionUsages}
 *       are tables of the keys' states ({@code KeyRows}, {@code Members}, {@code Recents} below
 *       them), of which {@link dev.ringwatch.detect.ring.KeyUsage} and {@link
 *       dev.ringwatch.detect.ring.CoActionUsage} show one; {@link
 *       dev.ringwatch.detect.ring.Occasions} is what co-actions told.
 *   <li>What is looked at: {@link dev.ringwatch.detect.ring.LinkGraph}, columns of accounts, shared
 *       keys and occasions in an order that hangs on the content alone, made of the tables by
 *       {@code KeyCollector} and {@code OccasionCollector}.
 *   <li>What is found: {@link dev.ringwatch.detect.ring.RingDetector} lets a null model say which
 *       pairs share more than chance explains ({@code PairStep}, {@code NullModel}, {@code
 *       Significance}), or are tied by keys too strong for a household ({@code StrongGroups}),
 *       makes edges of them, groups ({@code Groups}) and rings ({@code RingJudge}).
 * </ol>
 *
 * <p>{@link dev.ringwatch.detect.ring.CoActionNetwork} and {@link
 * dev.ringwatch.detect.ring.CoordinationScore} are for comparison with published tools only.
 */
@NullMarked
package dev.ringwatch.detect.ring;

import org.jspecify.annotations.NullMarked;
