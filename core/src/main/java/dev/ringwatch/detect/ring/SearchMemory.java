package dev.ringwatch.detect.ring;

/**
 * What a search for rings leaves for the next one over the same tables: which pairs are not
 * significant as long as nothing of them changes, and in which order occasions were. It changes
 * what a search costs and never what it finds, whatever happened in between.
 *
 * <p>Used by one thread at a time. About 50 bytes for each account, 32 for each pair that is
 * significant or nearly, 4 for each occasion.
 */
public final class SearchMemory {

  private final PairMemory pairs = new PairMemory();
  private final OccasionOrder occasions = new OccasionOrder();

  /**
   * Of how many accounts the last search tested all pairs; of the others what was nearly
   * significant.
   */
  public int accountsTested() {
    return pairs.accountsTested();
  }

  PairMemory pairs() {
    return pairs;
  }

  OccasionOrder occasions() {
    return occasions;
  }
}
