package dev.ringwatch.feature;

/** The minute and the session an account is in. Guarded by its {@link Profile}. */
final class OpenSpan {

  long minute = Long.MIN_VALUE;
  int minuteEvents;
  long sessionStartMillis = Long.MIN_VALUE;
  int sessionEvents;
  long lastMillis = Long.MIN_VALUE;

  boolean isStarted() {
    return sessionStartMillis != Long.MIN_VALUE;
  }

  void startSession(long millis) {
    sessionStartMillis = millis;
    sessionEvents = 0;
  }

  void addEvent(long millis) {
    minuteEvents++;
    sessionEvents++;
    lastMillis = Math.max(lastMillis, millis);
  }
}
