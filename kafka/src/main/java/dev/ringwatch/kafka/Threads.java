package dev.ringwatch.kafka;

/** Waiting for threads to end. */
final class Threads {

  private Threads() {}

  /** Waits for the end of a thread, however often this one is interrupted meanwhile. */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
