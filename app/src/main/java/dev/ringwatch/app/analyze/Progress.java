package dev.ringwatch.app.analyze;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * Tells a person at a terminal how far the work is, in one line that is written over; silent in a
 * pipe. Used by one thread.
 */
public final class Progress {

  private static final long REDRAW_NANOS = 200_000_000;
  private static final int BAR = 24;

  private final PrintWriter out;
  private final boolean shown;
  private long drawnAt;
  private int width;

  /** Says nothing unless it is to be shown. */
  public Progress(PrintWriter out, boolean shown) {
    this.out = out;
    this.shown = shown;
  }

  /**
   * Whether standard error is a terminal that a line can be written over on; the launcher knows.
   */
  public static boolean isTerminal() {
    return Boolean.getBoolean("ringwatch.terminal");
  }

  /** Says that a share (0 to 1) of the input is read. */
  public void reading(double share, long events) {
    long now = System.nanoTime();
    if (shown && now - drawnAt > REDRAW_NANOS) {
      drawnAt = now;
      int full = (int) (BAR * Math.clamp(share, 0, 1));
      String bar = "#".repeat(full) + "-".repeat(BAR - full);
      draw(
          String.format(
              Locale.ROOT, "reading [%s] %3.0f %%  %,d events", bar, 100 * share, events));
    }
  }

  /** Says what is going on now. */
  public void stage(String what) {
    if (shown) {
      draw(what);
    }
  }

  /** Takes the line away. */
  public void done() {
    if (shown && width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      out.flush();
    }
  }

  private void draw(String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
    out.flush();
    width = line.length();
  }
}
