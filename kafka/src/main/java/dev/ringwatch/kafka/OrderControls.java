package dev.ringwatch.kafka;

import dev.ringwatch.log.ControlRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The control records of the topic of order, for whoever reads that topic by other means. */
public final class OrderControls {

  private OrderControls() {}

  /**
   * The control records of a record of the topic, in their order; often none.
   *
   * @param value the record's value; null for none
   * @throws dev.ringwatch.log.LogUnavailableException if a newer version wrote it, or somebody else
   */
  public static List<ControlRecord> read(byte @Nullable [] value) {
    return OrderCodec.read(value).controls();
  }
}
