package dev.ringwatch.app.request;

import java.net.URI;

/**
 * Where traces go.
 *
 * @param endpoint the address that takes OTLP over HTTP, such as {@code
 *     http://collector:4318/v1/traces}
 * @param sample the share of requests that begin a trace, 0 to 1; who already has one decides for
 *     itself
 */
public record TracingSettings(URI endpoint, double sample) {

  /** The share, unless it is set. */
  public static final double SAMPLE = 0.1;

  /** Checks both. */
  public TracingSettings {
    String scheme = String.valueOf(endpoint.getScheme());
    if (endpoint.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(
          "ringwatch.tracing.endpoint must be an address such as http://collector:4318/v1/traces,"
              + " not "
              + endpoint);
    }
    if (!(sample >= 0 && sample <= 1)) {
      throw new IllegalArgumentException("ringwatch.tracing.sample must be 0 to 1, not " + sample);
    }
  }
}
