package dev.ringwatch.app.input;

import dev.ringwatch.ingest.DecodeOptions;
import java.nio.file.Path;

/**
 * How inputs are read and sorted.
 *
 * @param decode how their lines are read
 * @param temporaryDirectory where to sort what is not sorted and too large for memory; needs about
 *     as much room as the uncompressed input
 * @param eventsInMemory how many events to hold at most while finding out the order and sorting, at
 *     least 1; about 300 bytes each
 */
public record InputSettings(DecodeOptions decode, Path temporaryDirectory, int eventsInMemory) {

  /** Checks the number of events. */
  public InputSettings {
    if (eventsInMemory < 1) {
      throw new IllegalArgumentException(
          "eventsInMemory must be at least 1, but is " + eventsInMemory);
    }
  }

  /** Sorts in the system's temporary directory with 250,000 events in memory, about 75 MB. */
  public static InputSettings ofDefaults(DecodeOptions decode) {
    return new InputSettings(
        decode, Path.of(System.getProperty("java.io.tmpdir", "/tmp")), 250_000);
  }
}
