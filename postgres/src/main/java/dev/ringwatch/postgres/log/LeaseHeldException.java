package dev.ringwatch.postgres.log;

/** Another session has the writer's lease. */
final class LeaseHeldException extends Exception {

  private static final long serialVersionUID = 1;

  LeaseHeldException(String message) {
    super(message);
  }
}
