package dev.ringwatch.app.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where days of events go before they are dropped. */
record ArchiveSection(
    @Setting(
            value =
                "an existing directory, into which each day is written as Parquet before retention"
                    + " drops it",
            unset = "days are dropped without a copy")
        @Nullable Path directory) {

  static ArchiveSection ofDefaults() {
    return new ArchiveSection(null);
  }
}
