package dev.ringwatch.app.alert;

import java.time.Instant;

/** Sends messages. Safe for threads. */
interface Sender extends AutoCloseable {

  /** Sends a message; whatever happens is in the answer. */
  Answer send(Message message);

  /** The time by which messages are signed. */
  Instant now();

  @Override
  void close();
}
