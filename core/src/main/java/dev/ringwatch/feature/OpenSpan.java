package dev.ringwatch.feature;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;

/** The minute and the session an account is in. Guarded by its {@link Profile}. */
final class OpenSpan {

  long minute = Long.MIN_VALUE;
  int minuteEvents;
  long sessionStartMillis = Long.MIN_VALUE;
  int sessionEvents;
  long lastMillis = Long.MIN_VALUE;

  OpenSpan() {}

  OpenSpan(OpenSpan other) {
    minute = other.minute;
    minuteEvents = other.minuteEvents;
    sessionStartMillis = other.sessionStartMillis;
    sessionEvents = other.sessionEvents;
    lastMillis = other.lastMillis;
  }

  OpenSpan(BlockReader in) throws IOException {
    minute = in.readLong();
    minuteEvents = in.readInt();
    sessionStartMillis = in.readLong();
    sessionEvents = in.readInt();
    lastMillis = in.readLong();
  }

  void writeTo(BlockWriter out) throws IOException {
    out.putLong(minute);
    out.putInt(minuteEvents);
    out.putLong(sessionStartMillis);
    out.putInt(sessionEvents);
    out.putLong(lastMillis);
  }

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
