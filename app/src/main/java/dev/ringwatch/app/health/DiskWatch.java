package dev.ringwatch.app.health;

import dev.ringwatch.app.health.ComponentHealth.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room is left on the disk of the data folder. Safe for threads. */
final class DiskWatch {

  private final Path folder;
  private final long warnBytes;
  private final long failBytes;

  DiskWatch(Path folder, HealthLimits limits) {
    this.folder = folder;
    this.warnBytes = limits.diskWarnBytes();
    this.failBytes = limits.diskFailBytes();
  }

  /** The room that is left. */
  long freeBytes() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  ComponentHealth health() {
    try {
      long free = freeBytes();
      State state = free < failBytes ? State.FAIL : free < warnBytes ? State.WARN : State.OK;
      String said = (free >> 20) + " MB are free on the disk of the data folder";
      return new ComponentHealth("disk", state, said);
    } catch (IOException e) {
      String said = "the data folder cannot be looked at: " + e.getMessage();
      return new ComponentHealth("disk", State.FAIL, said);
    }
  }
}
