package dev.ringwatch.app.overview;

import dev.ringwatch.postgres.events.EventCount;
import dev.ringwatch.postgres.events.EventFilter;
import dev.ringwatch.postgres.events.SearchBusyException;
import dev.ringwatch.postgres.events.StoredEvents;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Counts that a page shows beside what it is about, and does without where others search. */
final class ExtraCounts {

  private ExtraCounts() {}

  /** As {@link StoredEvents#counts}; none where there is no turn to be had. */
  static List<Optional<EventCount>> of(
      StoredEvents events, List<EventFilter> filters, int most, Duration each, Duration all)
      throws SQLException, InterruptedException {
    try {
      return events.counts(filters, most, each, all);
    } catch (SearchBusyException e) {
      // The page says in their place that they were not counted.
      return Collections.nCopies(filters.size(), Optional.empty());
    }
  }
}
