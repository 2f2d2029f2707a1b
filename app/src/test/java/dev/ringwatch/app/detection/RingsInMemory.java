package dev.ringwatch.app.detection;

import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.Tick;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All that was written; can be told to fail. Safe for threads. */
final class RingsInMemory implements FoundRings {

  /** What was found, and when. */
  record Written(Tick tick, RingFindings found) {}

  private final List<Written> written = new ArrayList<>();
  private boolean failing;

  synchronized void fail(boolean now) {
    failing = now;
  }

  @Override
  public synchronized void write(Tick tick, RingFindings found) throws IOException {
    if (failing) {
      throw new IOException("told to fail");
    }
    written.add(new Written(tick, found));
  }

  synchronized List<Written> written() {
    return List.copyOf(written);
  }
}
