package dev.ringwatch.postgres.results;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a trained model.
 *
 * @param id its name: equal models have one, others another
 * @param trainedAt when
 * @param effectiveFrom the first tick that it was to score when it was trained
 * @param seed what its training drew its random numbers from
 * @param windowFrom when the events that it was trained on begin
 * @param windowTo when they end
 * @param accounts from how many accounts it was learned, at least 1
 * @param features what it looks at
 * @param statistics how it scored the accounts that it was learned from, as JSON
 */
public record StoredModel(
    String id,
    Instant trainedAt,
    Instant effectiveFrom,
    long seed,
    Instant windowFrom,
    Instant windowTo,
    int accounts,
    List<String> features,
    String statistics) {

  /** Checks window and count, and copies. */
  public StoredModel {
    if (windowTo.isBefore(windowFrom)) {
      throw new IllegalArgumentException(
          "a training window must not end ("
              + windowTo
              + ") before it begins ("
              + windowFrom
              + ")");
    }
    if (accounts < 1) {
      throw new IllegalArgumentException("a model is learned from accounts, not from " + accounts);
    }
    features = List.copyOf(features);
  }
}
