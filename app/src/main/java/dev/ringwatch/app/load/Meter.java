package dev.ringwatch.app.load;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells how far the work is: at a terminal in one line that is written over, elsewhere in a line
 * every ten seconds.
 */
final class Meter implements AutoCloseable {

  private static final long REDRAW_MILLIS = 250;
  private static final long SAY_MILLIS = 10_000;

  private final PrintWriter out;
  private final Supplier<String> line;
  private final boolean terminal;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("progress").daemon().factory());

  private int width;

  private Meter(PrintWriter out, Supplier<String> line, boolean terminal) {
    this.out = out;
    this.line = line;
    this.terminal = terminal;
  }

  /** Begins to tell, until it is closed. */
  static Meter start(PrintWriter out, Supplier<String> line) {
    // The launcher knows whether standard error is a terminal.
    Meter meter = new Meter(out, line, Boolean.getBoolean("ringwatch.terminal"));
    long period = meter.terminal ? REDRAW_MILLIS : SAY_MILLIS;
    // It ends with the timer.
    ScheduledFuture<?> _ =
        meter.timer.scheduleWithFixedDelay(meter::tell, period, period, TimeUnit.MILLISECONDS);
    return meter;
  }

  private synchronized void tell() {
    String now = line.get();
    if (terminal) {
      out.print("\r" + now + " ".repeat(Math.max(0, width - now.length())));
      out.flush();
      width = now.length();
    } else {
      out.println("ringwatch: " + now);
    }
  }

  /** Takes the line away. */
  @Override
  public void close() {
    timer.shutdownNow();
    clear();
  }

  private synchronized void clear() {
    if (width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      out.flush();
    }
  }
}
