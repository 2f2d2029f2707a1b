package dev.ringwatch.app.serve;

import dev.ringwatch.app.detection.FoundRings;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.Tick;
import java.io.IOException;

/** Rings, in the database. Safe for threads. */
final class StoredRings implements FoundRings {

  @Override
  public void write(Tick tick, RingFindings found) throws IOException {
    throw new IOException("to be written by the next commit");
  }
}
