package dev.ringwatch.app.health;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * Where and how often a monitor outside is told that all is well.
 *
 * @param url where; it is a secret, because who knows it can pretend
 * @param every how often; at least a second
 */
public record SignOfLifeSettings(URI url, Duration every) {

  /** How often, unless it is set. */
  public static final Duration EVERY = Duration.ofMinutes(1);

  /** Checks both, and never says the address. */
  public SignOfLifeSettings {
    String scheme = String.valueOf(url.getScheme());
    if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new IllegalArgumentException(
          "ringwatch.heartbeat.url must be an address that begins with https:// and names a host");
    }
    if (every.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "ringwatch.heartbeat.every must be at least 1s, not " + every);
    }
  }

  /** The same with an address that is read. */
  public static SignOfLifeSettings of(String url, Duration every) {
    try {
      return new SignOfLifeSettings(new URI(url), every);
    } catch (URISyntaxException e) {
      // Without the cause, which quotes it.
      throw new IllegalArgumentException("ringwatch.heartbeat.url is no address");
    }
  }

  /** Without the path, which is the secret. */
  @Override
  public String toString() {
    return "SignOfLifeSettings[host=" + url.getHost() + ", every=" + every + "]";
  }
}
