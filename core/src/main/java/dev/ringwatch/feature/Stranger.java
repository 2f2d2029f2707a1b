package dev.ringwatch.feature;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;

/**
 * What happens on a device since it first appeared in an account, together with a new address.
 * Guarded by its {@link Profile}.
 */
final class Stranger {

  /**
   * Events with a device, and with an address, that an account must have had before: without them
   * everything is new, and nobody a stranger.
   */
  static final int EARLIER_EVENTS = 3;

  /** Fewer events than this are a visit and no burst. */
  static final int LEAST_BURST = 5;

  private static final long WATCHED_MILLIS = 3_600_000;

  private final long device;
  private final long arrivedMillis;
  private int events;

  Stranger(long device, long arrivedMillis) {
    this.device = device;
    this.arrivedMillis = arrivedMillis;
  }

  Stranger(Stranger other) {
    this(other.device, other.arrivedMillis);
    events = other.events;
  }

  Stranger(BlockReader in) throws IOException {
    this(in.readLong(), in.readLong());
    events = in.readInt();
  }

  void writeTo(BlockWriter out) throws IOException {
    out.putLong(device);
    out.putLong(arrivedMillis);
    out.putInt(events);
  }

  /**
   * Takes in one event of the account; how many of the device's there were within the hour so far,
   * 0 while they are a visit and for an event of another device or time.
   */
  int act(long onDevice, long millis) {
    if (onDevice != device || millis < arrivedMillis || millis - arrivedMillis > WATCHED_MILLIS) {
      return 0;
    }
    events++;
    return events < LEAST_BURST ? 0 : events;
  }
}
