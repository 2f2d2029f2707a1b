package dev.ringwatch.app.load;

import dev.ringwatch.app.output.RejectedInput;
import dev.ringwatch.event.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts what became of the events. Safe for threads. */
final class Tally {

  private final RejectedInput rejected;
  private long accepted;
  private long known;
  private long tooOld;
  private @Nullable Instant takesFrom;
  private String waitingFor = "";

  Tally(RejectedInput rejected) {
    this.rejected = rejected;
  }

  /**
   * The counts at one moment.
   *
   * @param accepted events that are new in the server's log
   * @param known events that it had, from an earlier run or because an answer was lost
   * @param tooOld events that happened too long ago to be taken
   * @param rejected lines and events that were not taken for other reasons
   */
  record Counts(long accepted, long known, long tooOld, long rejected) {

    /** How many events and lines are done with. */
    long done() {
      return accepted + known + tooOld + rejected;
    }

    boolean isAllTaken() {
      return tooOld + rejected == 0;
    }
  }

  /** A request's answer. */
  synchronized void taken(Batch batch, Answer.Taken answer) {
    waitingFor = "";
    answer.takesFrom().ifPresent(instant -> takesFrom = instant);
    accepted += answer.accepted();
    known += answer.duplicates();
    for (Answer.Refused refused : answer.refused()) {
      Event event = batch.events().get(refused.index());
      if (isTooOld(event)) {
        tooOld++;
      } else {
        refuse(event, refused.reason());
      }
    }
  }

  /** An event that was not taken. */
  void refuse(Event event, String reason) {
    rejected.setAside(EventJson.text(event), reason);
  }

  /** Whether an event happened before those that the server takes, as far as it has said. */
  synchronized boolean isTooOld(Event event) {
    return takesFrom != null && event.timestamp().isBefore(takesFrom);
  }

  /** Since when the server takes events; null if it did not say. */
  synchronized @Nullable Instant takesFrom() {
    return takesFrom;
  }

  /** Counts an event that need not be sent, because it is too old. */
  synchronized void skip() {
    tooOld++;
  }

  /** Something keeps a request from being answered. */
  synchronized void waitFor(String what) {
    waitingFor = what;
  }

  /** What requests wait for; empty if they do not. */
  synchronized String waitingFor() {
    return waitingFor;
  }

  synchronized Counts counts() {
    return new Counts(accepted, known, tooOld, rejected.rejected());
  }
}
