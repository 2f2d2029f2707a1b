package dev.ringwatch.app.detection;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.RingInForce;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A change of rings as the log has it: a JSON object.
 *
 * @param changed rings that are new or not as they were
 * @param ended the ids of those that are no longer
 */
record RingChanges(List<Entry> changed, List<String> ended) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * A ring.
   *
   * @param members ids
   */
  record Entry(String id, double score, List<String> members) {

    private static Entry of(RingInForce ring) {
      return new Entry(
          ring.id(), ring.score(), ring.members().stream().map(AccountId::value).toList());
    }

    private RingInForce ring() {
      return new RingInForce(id, score, members.stream().map(AccountId::new).toList());
    }
  }

  static String text(Control.ChangeRings changes) {
    return JSON.writeValueAsString(
        new RingChanges(changes.changed().stream().map(Entry::of).toList(), changes.ended()));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws RuntimeException if it is anything else
   */
  static Control.ChangeRings parse(Tick effectiveFrom, String text) {
    RingChanges read = JSON.readValue(text, RingChanges.class);
    return new Control.ChangeRings(
        effectiveFrom, read.changed.stream().map(Entry::ring).toList(), read.ended);
  }
}
