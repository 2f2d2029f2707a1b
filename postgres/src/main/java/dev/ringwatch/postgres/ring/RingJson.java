package dev.ringwatch.postgres.ring;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.ring.Coincidence;
import dev.ringwatch.detect.ring.Edge;
import dev.ringwatch.detect.ring.Evidence;
import dev.ringwatch.detect.ring.TieWords;
import dev.ringwatch.event.LinkKey;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is kept of rings as JSON: written, and read again. It can be read when the events that it
 * speaks of are gone. Safe for threads.
 */
public final class RingJson implements RingTexts {

  /** The most things that are kept of what two accounts share. */
  static final int MAX_EVIDENCE = 20;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * What the pairs of a ring share of one kind. Names are a contract of the HTTP interface.
   *
   * @param kind the kind of link key, as {@code LinkKeyKind.label()} says it
   * @param seen how many times a tied pair shares one
   * @param expected how many that would be by chance
   */
  public record Chance(String kind, long seen, double expected) {}

  /**
   * What two accounts share.
   *
   * @param shared how many things
   * @param evidence the strongest of them
   */
  public record Ties(int shared, List<Tie> evidence) {

    /** Copies the evidence. */
    public Ties {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * One thing that two accounts share. Names are a contract of the HTTP interface.
   *
   * @param kind the kind of link key, as {@code LinkKeyKind.label()} says it
   * @param value itself; of a co-action the action, a space and the target
   * @param accounts how many accounts have it; null where that is not known
   * @param sentence it in words
   */
  public record Tie(String kind, String value, @Nullable Long accounts, String sentence) {

    private static Tie of(Evidence evidence) {
      LinkKey key = evidence.key();
      Long accounts =
          evidence instanceof Evidence.SharedKey shared ? (long) shared.accounts() : null;
      return new Tie(
          key.kind().label(),
          key.value().replace('\t', ' '),
          accounts,
          TieWords.sentence(evidence, OptionalLong.empty()));
    }
  }

  @Override
  public String reasons(List<Reason> reasons) {
    return JSON.writeValueAsString(reasons);
  }

  @Override
  public String coincidences(List<Coincidence> coincidences) {
    return JSON.writeValueAsString(
        coincidences.stream()
            .map(one -> new Chance(one.kind().label(), one.seen(), one.expected()))
            .toList());
  }

  @Override
  public String evidence(Edge edge) {
    List<Evidence> all = edge.evidence();
    return JSON.writeValueAsString(
        new Ties(all.size(), all.stream().limit(MAX_EVIDENCE).map(Tie::of).toList()));
  }

  @Override
  public String names(List<String> names) {
    return JSON.writeValueAsString(names);
  }

  /** Reads what {@link #reasons(List)} wrote. */
  public static List<Reason> readReasons(String json) {
    return JSON.readValue(json, new TypeReference<List<Reason>>() {});
  }

  /** Reads what {@link #coincidences} wrote. */
  public static List<Chance> readChances(String json) {
    return JSON.readValue(json, new TypeReference<List<Chance>>() {});
  }

  /** Reads what {@link #evidence} wrote. */
  public static Ties readTies(String json) {
    return JSON.readValue(json, Ties.class);
  }

  /** Reads what {@link #names} wrote. */
  public static List<String> readNames(String json) {
    return JSON.readValue(json, new TypeReference<List<String>>() {});
  }
}
