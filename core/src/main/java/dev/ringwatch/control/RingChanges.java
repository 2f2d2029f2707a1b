package dev.ringwatch.control;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.RingInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** The same text without an account; empty if it does not name it. */
  static Optional<String> without(String text, String account) {
    RingChanges read = JSON.readValue(text, RingChanges.class);
    if (read.changed.stream().noneMatch(ring -> ring.members.contains(account))) {
      return Optional.empty();
    }
    List<Entry> changed = new ArrayList<>();
    List<String> ended = new ArrayList<>(read.ended);
    for (Entry ring : read.changed) {
      List<String> others =
          ring.members.stream().filter(member -> !member.equals(account)).toList();
      if (others.size() < 2) {
        ended.add(ring.id);
      } else {
        changed.add(new Entry(ring.id, ring.score, others));
      }
    }
    return Optional.of(JSON.writeValueAsString(new RingChanges(changed, ended)));
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
