package dev.ringwatch.app.settings;

import dev.ringwatch.app.request.TracingSettings;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where traces go. */
record TracingSection(
    @Setting(
            value =
                "the address that takes traces (OTLP over HTTP), such as"
                    + " http://collector:4318/v1/traces",
            unset = "there are no traces")
        @Nullable URI endpoint,
    @Setting(
            value = "the share of requests that begin a trace; who brings one decides for itself",
            least = "0",
            most = "1")
        double sample) {

  static TracingSection ofDefaults() {
    return new TracingSection(null, TracingSettings.SAMPLE);
  }

  Optional<TracingSettings> settings() {
    return Optional.ofNullable(endpoint).map(to -> new TracingSettings(to, sample));
  }
}
