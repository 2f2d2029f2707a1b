package dev.ringwatch.postgres.results;

import java.time.Instant;
import java.util.Optional;

/**
 * How far what is written has come: two that differ say that there is something new, and of what.
 *
 * @param move the newest move of an incident; 0 if there is none
 * @param verdict rises with each verdict, withdrawal and appeal
 * @param seq up to which entry of the log scores are written, or up to which minute where a Flink
 *     job writes them; 0 if none is
 * @param ringsAt the tick of the newest search for rings; empty if there was none
 * @param openIncidents how many incidents are open, {@link #MOST_COUNTED} at most
 */
public record Marks(
    long move, long verdict, long seq, Optional<Instant> ringsAt, int openIncidents) {

  /** Further is not counted: so many are many. */
  public static final int MOST_COUNTED = 1_000;
}
