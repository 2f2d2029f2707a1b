package dev.ringwatch.bench;

import dev.ringwatch.log.EventLog;
import java.io.IOException;

/** What keeps an event log, with the server process that does it. */
interface LogStore extends AutoCloseable {

  /** What the server is called. */
  String name();

  /** The server's process; those that it starts are its own. */
  long processId();

  /** Opens a log that has nothing in it. */
  EventLog openEmpty();

  /** Opens the log that was opened last, with nothing of it in memory. */
  EventLog openAgain();

  /** Ends the server. */
  @Override
  void close() throws IOException;
}
