package dev.ringwatch.postgres.embedded;

/** One attempt to start the server failed; another may go well. */
final class StartFailedException extends Exception {

  StartFailedException(String message) {
    super(message);
  }

  /**
   * Whether a server that is dead or dying is in the way: what it left in memory is still in use,
   * or its process still has its number.
   */
  boolean isLeftover() {
    String message = String.valueOf(getMessage());
    return message.contains("pre-existing shared memory block")
        || message.contains("lock file \"postmaster.pid\" already exists");
  }

  /** Whether someone else has the port. */
  boolean isPortTaken() {
    return String.valueOf(getMessage()).contains("could not create any TCP/IP sockets");
  }
}
