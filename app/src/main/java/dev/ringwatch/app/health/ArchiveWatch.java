package dev.ringwatch.app.health;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.archive.ArchiveStatus;
import dev.ringwatch.app.health.ComponentHealth.State;
import java.util.Optional;

/** Whether days get into the archive, if there is one. Safe for threads. */
final class ArchiveWatch {

  private final Optional<Archive> archive;

  ArchiveWatch(Optional<Archive> archive) {
    this.archive = archive;
  }

  ComponentHealth health() {
    return archive
        .map(Archive::status)
        .map(ArchiveWatch::health)
        .orElseGet(() ->
            new ComponentHealth(
                "archive", State.OK, "none is set: days end with retention, without a copy"));
  }

  private static ComponentHealth health(ArchiveStatus status) {
    return status.problem().isEmpty()
        ? new ComponentHealth(
            "archive", State.OK, "days go to " + status.directory() + " before they are dropped")
        : new ComponentHealth(
            "archive",
            State.WARN,
            status.waiting() + " days are kept beyond retention: " + status.problem());
  }
}
