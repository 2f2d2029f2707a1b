package dev.ringwatch.app.settings;

import dev.ringwatch.app.health.SignOfLifeSettings;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who outside is told that the server is well. */
record HeartbeatSection(
    @Setting(
            value = "the address of a monitor, which is called while the server is well",
            unset = "nobody is told",
            secret = true)
        @Nullable String url,
    @Setting(value = "how often it is called", least = "1s") Duration every) {

  static HeartbeatSection ofDefaults() {
    return new HeartbeatSection(null, SignOfLifeSettings.EVERY);
  }

  Optional<SignOfLifeSettings> settings() {
    return Optional.ofNullable(url).map(to -> SignOfLifeSettings.of(to, every));
  }

  /** Whether the address is one, if there is one. */
  boolean isUsable() {
    try {
      settings();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Without the address. */
  @Override
  public String toString() {
    return "HeartbeatSection[every=" + every + "]";
  }
}
