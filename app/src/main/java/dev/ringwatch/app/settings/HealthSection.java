package dev.ringwatch.app.settings;

import dev.ringwatch.app.health.HealthLimits;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** From where on the server is not well. */
record HealthSection(
    @Setting(
            value =
                "for how long an entry of the log may wait for detection before it is a warning",
            least = "1ms")
        Duration lagWarn,
    @Setting(value = "the same before it is a failure", least = "1ms") Duration lagFail,
    @Setting(
            value =
                "how far server's and database's clock may be apart, and the server's may jump,"
                    + " before it is a warning",
            least = "1ms")
        Duration clockWarn,
    @Setting(value = "the same before it is a failure", least = "1ms") Duration clockFail,
    @Setting(
            value = "less room than this on the disk of the data folder is a warning",
            least = "0B")
        DataSize diskWarn,
    @Setting(value = "the same for a failure", least = "0B") DataSize diskFail,
    @Setting(value = "for how long the database may not answer", least = "5s")
        Duration databaseSilence,
    @Setting(value = "for how long an alert may wait until it arrives", least = "1m")
        Duration alertWait) {

  static HealthSection ofDefaults() {
    HealthLimits defaults = HealthLimits.ofDefaults();
    return new HealthSection(
        defaults.lag().warn(),
        defaults.lag().fail(),
        defaults.clock().warn(),
        defaults.clock().fail(),
        DataSize.ofBytes(defaults.diskWarnBytes()),
        DataSize.ofBytes(defaults.diskFailBytes()),
        defaults.databaseSilence(),
        defaults.alertWait());
  }

  HealthLimits limits() {
    return new HealthLimits(
        new HealthLimits.Pair(lagWarn, lagFail),
        new HealthLimits.Pair(clockWarn, clockFail),
        diskWarn.toBytes(),
        diskFail.toBytes(),
        databaseSilence,
        alertWait);
  }

  /** Whether every warning comes no later than its failure. */
  boolean isOrdered() {
    return lagWarn.compareTo(lagFail) <= 0
        && clockWarn.compareTo(clockFail) <= 0
        && diskWarn.compareTo(diskFail) >= 0;
  }
}
