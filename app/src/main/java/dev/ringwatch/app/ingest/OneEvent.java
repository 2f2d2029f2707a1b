package dev.ringwatch.app.ingest;

import dev.ringwatch.event.AccountId;

/** What became of an event that came alone. */
public sealed interface OneEvent {

  /**
   * It is durable.
   *
   * @param account who acted
   * @param eventId its own id, or the one that was made of its content
   * @param duplicate whether the log had it already
   * @param seq who has read the log up to this entry has seen it
   */
  record Taken(AccountId account, String eventId, boolean duplicate, long seq)
      implements OneEvent {}

  /**
   * It was not taken.
   *
   * @param reason why, for a person
   */
  record Refused(String reason) implements OneEvent {}
}
