package dev.ringwatch.kafka;

/** Waiting for threads to end. */
final class Threads {

  private Threads() {}

  /**
   * Waits for the end of a thread, however often this one is interrupted meanwhile.
   *
   * @return whether it was: it is not marked as interrupted any more
   */
  static boolean join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }
}
