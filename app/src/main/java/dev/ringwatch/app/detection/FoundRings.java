package dev.ringwatch.app.detection;

import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.Tick;
import java.io.IOException;

/** Where rings are written for others to look at. One writer at a time. */
public interface FoundRings {

  /**
   * Writes durably which rings there are and what they rest on, all or nothing. A ring that was
   * written before and is not among them has ended; what is different is kept as its history.
   * Writing the same twice is as once.
   *
   * @param tick the closed tick at which they were found
   * @throws IOException if it is not known whether they are written; writing them again is safe
   */
  void write(Tick tick, RingFindings found) throws IOException;
}
