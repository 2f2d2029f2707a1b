package dev.ringwatch.app.detection;

import dev.ringwatch.app.encryption.FileEncryption;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the pipeline runs on the log. What moves scores is in the pipeline's own configuration.
 *
 * @param snapshots the folder of snapshots
 * @param snapshotEvery how long after one snapshot began the next begins, if anything came
 *     meanwhile
 * @param learnFromAccounts how many accounts it takes to learn a first model; at least 2
 * @param learnSample from how many accounts at most a model is learned
 * @param heartbeatAfter how long the log may be silent before its time goes on without events
 * @param files whether snapshots are encrypted, and how those that are there are read
 */
public record DetectionSettings(
    Path snapshots,
    Duration snapshotEvery,
    int learnFromAccounts,
    int learnSample,
    Duration heartbeatAfter,
    FileEncryption files) {

  /** Checks the ranges. */
  public DetectionSettings {
    if (!snapshotEvery.isPositive() || !heartbeatAfter.isPositive()) {
      throw new IllegalArgumentException(
          "snapshotEvery and heartbeatAfter must be positive, not "
              + snapshotEvery
              + " and "
              + heartbeatAfter);
    }
    if (learnFromAccounts < 2 || learnSample < learnFromAccounts) {
      throw new IllegalArgumentException(
          "learnFromAccounts must be at least 2 and learnSample no less, not "
              + learnFromAccounts
              + " and "
              + learnSample);
    }
  }

  /** With plain snapshots. */
  public DetectionSettings(
      Path snapshots,
      Duration snapshotEvery,
      int learnFromAccounts,
      int learnSample,
      Duration heartbeatAfter) {
    this(
        snapshots,
        snapshotEvery,
        learnFromAccounts,
        learnSample,
        heartbeatAfter,
        FileEncryption.none());
  }

  /** The same with snapshots that are written and read otherwise. */
  public DetectionSettings withFiles(FileEncryption others) {
    return new DetectionSettings(
        snapshots, snapshotEvery, learnFromAccounts, learnSample, heartbeatAfter, others);
  }

  /** A snapshot a minute, a model from 100 up to 20,000 accounts, a heartbeat every 10 s. */
  public static DetectionSettings ofDefaults(Path snapshots) {
    return new DetectionSettings(
        snapshots, Duration.ofMinutes(1), 100, 20_000, Duration.ofSeconds(10));
  }
}
