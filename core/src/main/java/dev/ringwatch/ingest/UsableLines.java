package dev.ringwatch.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The lines of an input that can be looked into: blank ones are left out, over-long ones and what
 * damaged data cut off are rejected. Used by one thread.
 */
final class UsableLines implements Closeable {

  private final Content content;
  private final LineReader lines;
  private final int maxBytes;
  private final Consumer<Rejected> rejected;
  private boolean damageReported;

  UsableLines(Content content, int maxBytes, Consumer<Rejected> rejected) {
    this.content = content;
    this.lines = new LineReader(content, maxBytes);
    this.maxBytes = maxBytes;
    this.rejected = rejected;
  }

  /** Moves to the next line that is not blank; false at the end. */
  boolean next() throws IOException {
    while (lines.next()) {
      if (isCutOff()) {
        reportDamage(lines.line() - 1, lines.text());
      } else if (lines.isTooLong()) {
        reject("the line is longer than " + maxBytes + " bytes");
      } else if (!isBlank()) {
        return true;
      }
    }
    reportDamage(lines.line() - 1, "");
    return false;
  }

  /** Adds the next line to this one; false if there is none or the record would get too long. */
  boolean extend() throws IOException {
    return lines.extend() && !isCutOff();
  }

  /** Rejects what was read since the line began. */
  void reject(String reason) {
    rejected.accept(new Rejected(lines.line(), reason, lines.text()));
  }

  /** Rejects the first line only; {@link #next} goes on with the second. */
  void rejectFirst(String reason) {
    lines.cutBack();
    reject(reason);
  }

  /** The lines themselves. */
  LineReader current() {
    return lines;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private boolean isCutOff() {
    return !lines.isComplete() && content.damage().isPresent();
  }

  private void reportDamage(long lastGoodLine, String text) {
    if (!damageReported && content.damage().isPresent()) {
      damageReported = true;
      String what = content.damage().orElseThrow();
      rejected.accept(
          new Rejected(
              lastGoodLine + 1,
              what + " after line " + lastGoodLine + "; nothing behind it could be read",
              text));
    }
  }

  private boolean isBlank() {
    byte[] bytes = lines.bytes();
    int at = lines.from();
    while (at < lines.to() && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at == lines.to();
  }
}
