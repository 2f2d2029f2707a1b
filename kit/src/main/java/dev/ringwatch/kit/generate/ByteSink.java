package dev.ringwatch.kit.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/** A byte buffer before a stream that knows how to spell text and instants. One thread. */
final class ByteSink {

  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 16];
  private int filled;

  ByteSink(OutputStream out) {
    this.out = out;
  }

  void put(int ascii) {
    if (filled == buffer.length) {
      drain();
    }
    buffer[filled++] = (byte) ascii;
  }

  /** The text as it is, in UTF-8. */
  void put(String text) {
    int length = text.length();
    if (length > buffer.length - filled) {
      drain();
    }
    int at = filled;
    int room = Math.min(length, buffer.length - at);
    for (int i = 0; i < room; i++) {
      char character = text.charAt(i);
      if (character >= 128) {
        break;
      }
      buffer[at++] = (byte) character;
    }
    int done = at - filled;
    filled = at;
    if (done < length) {
      putBytes(text.substring(done).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void putBytes(byte[] bytes) {
    for (byte one : bytes) {
      put(one);
    }
  }

  /** ISO 8601 in UTC with milliseconds, for the years 0 to 9999. */
  void put(Instant instant) {
    long millis = instant.toEpochMilli();
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(millis, Period.DAY));
    int rest = (int) Math.floorMod(millis, Period.DAY);
    putDigits(day.getYear(), 1000);
    put('-');
    putDigits(day.getMonthValue(), 10);
    put('-');
    putDigits(day.getDayOfMonth(), 10);
    put('T');
    putDigits(rest / 3_600_000, 10);
    put(':');
    putDigits(rest / 60_000 % 60, 10);
    put(':');
    putDigits(rest / 1000 % 60, 10);
    put('.');
    putDigits(rest % 1000, 100);
    put('Z');
  }

  private void putDigits(int number, int firstUnit) {
    for (int unit = firstUnit; unit > 0; unit /= 10) {
      put('0' + number / unit % 10);
    }
  }

  private void drain() {
    try {
      out.write(buffer, 0, filled);
      filled = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void flush() {
    drain();
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
