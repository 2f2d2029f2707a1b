package dev.ringwatch.postgres.verdict;

import dev.ringwatch.event.Tick;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who gives verdicts, when, and knowing what.
 *
 * @param who as the audit log names them
 * @param now the time of day, to the microsecond
 * @param known what was up to this tick is known to them, and no news
 */
public record Giver(String who, Instant now, Tick known) {

  /** Cuts the time to what a database keeps. */
  public Giver {
    now = now.truncatedTo(ChronoUnit.MICROS);
  }
}
