package dev.ringwatch.app.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the Flink job is told in the same file. The server checks it, and uses nothing of it. */
record FlinkSection(
    @Setting(
            value = "how often the job says final scores, in time of events: whole minutes",
            least = "1m",
            unset = "1m")
        @Nullable Duration scoresEvery,
    @Setting(
            value = "how often it looks for rings: a multiple of that",
            least = "1m",
            unset = "10m")
        @Nullable Duration ringsEvery,
    @Setting(
            value =
                "after how long without an event of a partition the others do not wait for it any"
                    + " more",
            least = "1ms",
            unset = "30s")
        @Nullable Duration idleAfter) {

  static FlinkSection ofDefaults() {
    return new FlinkSection(null, null, null);
  }
}
