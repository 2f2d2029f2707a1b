package dev.ringwatch.app.serve;

import dev.ringwatch.app.detection.FoundRings;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.ring.LivingRings;
import java.io.IOException;
import java.sql.SQLException;

/** Rings, in the database. Safe for threads. */
final class StoredRings implements FoundRings {

  private final LivingRings rings;

  StoredRings(LivingRings rings) {
    this.rings = rings;
  }

  @Override
  public void write(Tick tick, RingFindings found) throws IOException {
    try {
      rings.write(tick.start(), found);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
