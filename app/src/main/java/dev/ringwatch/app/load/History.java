package dev.ringwatch.app.load;

import dev.ringwatch.event.Event;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes events in the order of time and sends them in batches; what is older than the server takes
 * stays behind, counted. The first event goes alone, and the answer says what is too old. Used by
 * one thread.
 */
final class History {

  private final Sending sending;
  private final Tally tally;
  private final Consumer<Instant> onTooOld;
  private final BatchBuilder batches = new BatchBuilder();
  private boolean asked;
  private boolean said;

  /**
   * A history to be sent.
   *
   * @param onTooOld is told once, if there are such events, since when the server takes them
   */
  History(Sending sending, Tally tally, Consumer<Instant> onTooOld) {
    this.sending = sending;
    this.tally = tally;
    this.onTooOld = onTooOld;
  }

  /** Takes the next event. */
  void add(Event event) {
    if (!asked) {
      asked = true;
      batches.add(event).ifPresent(this::send);
      finish();
      if (tally.isTooOld(event)) {
        sayOnce();
      }
    } else if (tally.isTooOld(event)) {
      sayOnce();
      tally.skip();
    } else {
      batches.add(event).ifPresent(this::send);
    }
  }

  /** Sends what is left and waits until all is answered. */
  void finish() {
    Optional<Batch> last = batches.take();
    last.ifPresent(this::send);
    try {
      sending.finish();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void sayOnce() {
    Instant from = tally.takesFrom();
    if (!said && from != null) {
      said = true;
      onTooOld.accept(from);
    }
  }

  private void send(Batch batch) {
    try {
      sending.send(batch);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static UncheckedIOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException why = new InterruptedIOException("interrupted while sending");
    why.initCause(cause);
    return new UncheckedIOException(why);
  }
}
