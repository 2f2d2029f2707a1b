package dev.ringwatch.postgres.embedded;

/**
 * Is told when the server dies and when it is back. Called by the thread that watches the server,
 * which does nothing else meanwhile: return soon. What it throws is logged.
 */
public interface EmbeddedPostgresListener {

  /** The server's process is gone; all connections are broken. */
  default void died() {}

  /** It runs again, on the same port: connect anew. */
  default void restarted() {}

  /** It could not be started again in several attempts, and goes on being tried slowly. */
  default void staysAway(EmbeddedPostgresException cause) {}
}
