package dev.ringwatch.app.analyze;

import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.PipelineConfig;
import java.security.SecureRandom;

/** Drivers of one source that make use of all of this machine, for commands that read logs. */
public final class MachineDriver {

  /** One part of the state for each core; more than a few cost more than they save. */
  private static final int MAX_PARTITIONS = 4;

  private MachineDriver() {}

  /** One that has seen nothing. Where ids lie in its memory nobody knows. */
  public static EmbeddedDriver of(PipelineConfig config) {
    int partitions = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_PARTITIONS);
    long indexSeed = new SecureRandom().nextLong();
    return new EmbeddedDriver(config, DriverLayout.of(1, partitions).withIndexSeed(indexSeed));
  }
}
