package dev.ringwatch.app.analyze;

import dev.ringwatch.app.output.Summary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long each stage took. Used by one thread. */
final class Stopwatch {

  private final List<Summary.Stage> stages = new ArrayList<>();
  private long since = System.nanoTime();

  /** Ends a stage that began when the one before ended. */
  void lap(String stage) {
    long now = System.nanoTime();
    stages.add(new Summary.Stage(stage, Duration.ofNanos(now - since)));
    since = now;
  }

  List<Summary.Stage> stages() {
    return List.copyOf(stages);
  }
}
