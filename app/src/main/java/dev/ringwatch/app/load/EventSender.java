package dev.ringwatch.app.load;

import dev.ringwatch.app.output.RejectedInput;
import dev.ringwatch.app.output.RejectedTable;
import dev.ringwatch.event.Event;
import java.net.URI;
import java.time.Duration;

/**
 * Sends events to a server as they are handed in, in the order of time, as {@code load} does. Used
 * by one thread.
 */
public final class EventSender implements AutoCloseable {

  private static final int CONNECTIONS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Sending sending;
  private final Tally tally = new Tally(new RejectedInput(RejectedTable.nowhere(), false));
  private final History history;

  /**
   * To a server, by a key of the scope {@code ingest}.
   *
   * @throws IllegalArgumentException if the address is no address of a server
   */
  public EventSender(URI server, String key) {
    sending = new Sending(new EventsClient(server, key), tally, CONNECTIONS, PATIENCE);
    history = new History(sending, tally, from -> {});
  }

  /**
   * Takes the next event, which has an id.
   *
   * @throws dev.ringwatch.app.command.CommandFailure if the server does not take events
   */
  public void add(Event event) {
    history.add(event);
  }

  /**
   * Waits until everything so far is in the server.
   *
   * @throws dev.ringwatch.app.command.CommandFailure if the server does not take events
   */
  public void flush() {
    history.finish();
  }

  /** How many events are in the server. */
  public long taken() {
    Tally.Counts counts = tally.counts();
    return counts.accepted() + counts.known();
  }

  @Override
  public void close() {
    sending.close();
  }
}
