package dev.ringwatch.app.load;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.input.EventInput;
import dev.ringwatch.app.input.InputProgress;
import dev.ringwatch.app.input.InputSettings;
import dev.ringwatch.app.output.RejectedInput;
import dev.ringwatch.app.output.RejectedTable;
import dev.ringwatch.ingest.DecodeOptions;
import dev.ringwatch.ingest.EventIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * One run of {@code load}: files in the order of time, every event with the identity that the files
 * give it, so that a second run adds nothing. Used once.
 */
final class Load {

  private final LoadRequest request;
  private final InputStream standardInput;
  private final PrintWriter err;

  Load(LoadRequest request, InputStream standardInput, PrintWriter err) {
    this.request = request;
    this.standardInput = standardInput;
    this.err = err;
  }

  /**
   * What came of it.
   *
   * @param counts what became of the events
   * @param duplicates events that came twice in the files
   * @param took how long it took
   * @param reasons why events and lines were rejected, the most frequent first
   */
  record Outcome(Tally.Counts counts, long duplicates, Duration took, Map<String, Long> reasons) {}

  /**
   * Runs it.
   *
   * @throws CommandFailure if it could not be finished, with how far it has come
   */
  Outcome run() throws IOException {
    EventInput.check(request.files());
    try (RejectedTable table = rejectedTable()) {
      return run(new RejectedInput(table, request.files().size() > 1));
    }
  }

  private RejectedTable rejectedTable() throws IOException {
    return request.rejected().isPresent()
        ? RejectedTable.csv(request.rejected().get())
        : RejectedTable.nowhere();
  }

  private Outcome run(RejectedInput rejected) throws IOException {
    long begun = System.nanoTime();
    LoadRequest.Target target = request.target();
    Tally tally = new Tally(rejected);
    EventInput input = input(rejected);
    EventsClient client = new EventsClient(target.server(), target.key());
    try (Sending sending = new Sending(client, tally, target.connections(), target.patience());
        Meter _ = Meter.start(err, () -> line(input.progress(), tally, begun))) {
      History history = new History(sending, tally, this::sayTooOld);
      EventIdentity identity = new EventIdentity(history::add);
      input.forEachInOrder(batch -> batch.forEach(identity::accept));
      identity.finish();
      history.finish();
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      return new Outcome(tally.counts(), identity.duplicates(), took, rejected.byReason());
    } catch (CommandFailure e) {
      throw unfinished(e, tally.counts());
    }
  }

  private EventInput input(RejectedInput rejected) {
    DecodeOptions options = DecodeOptions.ofDefaults(request.now()).withColumns(request.columns());
    return new EventInput(
        request.files(),
        standardInput,
        InputSettings.ofDefaults(options),
        line -> rejected.reject(line.input(), line.rejected()));
  }

  private void sayTooOld(Instant from) {
    err.println(
        "ringwatch: the server takes events from "
            + from
            + " on: what is older is counted and not sent");
  }

  private static CommandFailure unfinished(CommandFailure why, Tally.Counts counts) {
    long there = counts.accepted() + counts.known();
    return new CommandFailure(
        there == 0
            ? why.getMessage() + "; nothing was taken"
            : String.format(
                Locale.ROOT,
                "%s; %,d events are there: run the same again to go on, what is there counts once",
                why.getMessage(),
                there));
  }

  private static String line(InputProgress progress, Tally tally, long begun) {
    double twice = progress.orderedBytes() + (double) progress.deliveredBytes();
    double share = progress.totalBytes() == 0 ? 0 : twice / 2 / progress.totalBytes();
    long done = tally.counts().done();
    double seconds = Math.max(0.001, (System.nanoTime() - begun) / 1e9);
    String waiting = tally.waitingFor();
    return String.format(
        Locale.ROOT,
        "loading %3.0f %%  %,d events  %,.0f/s%s",
        100 * share,
        done,
        done / seconds,
        waiting.isEmpty() ? "" : "  waiting: " + waiting);
  }
}
