package dev.ringwatch.app.replay;

import dev.ringwatch.app.input.EventInput;
import dev.ringwatch.app.input.InputProgress;
import dev.ringwatch.app.input.InputSettings;
import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.DecodeOptions;
import dev.ringwatch.ingest.EventIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * Reads the events of files in the order of time, as {@code analyze} does.
 *
 * @param files what to read
 * @param standardInput what {@code -} stands for
 */
record FileFeed(ReplayRequest.Files files, InputStream standardInput) {

  /**
   * Reads all.
   *
   * @param rejections counts what is not used
   * @param taker takes the events in the order of time
   * @param progress is told what share is read, 0 to 1
   */
  void read(Rejections rejections, Consumer<Event> taker, DoubleConsumer progress)
      throws IOException {
    DecodeOptions options = DecodeOptions.ofDefaults(files.now()).withColumns(files.columns());
    EventInput input =
        new EventInput(
            files.names(), standardInput, InputSettings.ofDefaults(options), rejections::add);
    EventIdentity identity = new EventIdentity(taker);
    input.forEachInOrder(batch -> {
      batch.forEach(identity::accept);
      progress.accept(share(input.progress()));
    });
    identity.finish();
  }

  private static double share(InputProgress progress) {
    long total = Math.max(1, progress.totalBytes());
    return (progress.orderedBytes() + (double) progress.deliveredBytes()) / 2 / total;
  }
}
