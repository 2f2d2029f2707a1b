package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;

/**
 * What all tests of pairs in one graph have in common. Immutable and safe for threads.
 *
 * @param graph where the pairs are
 * @param config what is looked at, and how strictly
 * @param scales how many pairs acted on each target within several lengths of time
 * @param strong which keys tie surprising groups
 * @param model what pairs share by chance
 * @param logBound the logarithm of the largest p-value that can become significant
 */
record PairBasis(
    LinkGraph graph,
    RingConfig config,
    TargetScales scales,
    StrongGroups strong,
    NullModel model,
    double logBound) {

  /** That of a graph. O(uses of keys log uses). */
  static PairBasis of(LinkGraph graph, RingConfig config) {
    var scales = new TargetScales(graph.keyColumns(), config.cap(LinkKeyKind.CO_ACTION));
    return new PairBasis(
        graph,
        config,
        scales,
        new StrongGroups(graph, config),
        NullModel.of(graph, scales, config),
        Significance.logBound(graph, config));
  }

  /** Whether a pair can become significant, or is tied and is reported in any case. */
  boolean mayHold(Pair pair) {
    return pair.tied() || pair.logP() <= logBound;
  }
}
