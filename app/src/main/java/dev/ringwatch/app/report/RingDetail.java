package dev.ringwatch.app.report;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.ring.Coincidence;
import dev.ringwatch.risk.Band;
import java.time.Instant;
import java.util.List;

/**
 * A ring with what ties it.
 *
 * @param id its id
 * @param score 0 to 100, higher is worse; comparable between rings, not with accounts
 * @param reasons what the score is made of
 * @param members its accounts, at least one
 * @param ties why they belong together
 * @param together when they acted together
 */
public record RingDetail(
    String id,
    double score,
    List<Reason> reasons,
    List<Member> members,
    Ties ties,
    Together together) {

  /** Checks the score and copies the lists. */
  public RingDetail {
    if (!(score >= 0 && score <= 100)) {
      throw new IllegalArgumentException("a ring's score must be 0 to 100, not " + score);
    }
    if (members.isEmpty()) {
      throw new IllegalArgumentException("ring " + id + " has no members");
    }
    reasons = List.copyOf(reasons);
    members = List.copyOf(members);
  }

  /**
   * An account in the ring.
   *
   * @param account its id
   * @param role how it belongs, in one word
   * @param risk its risk score, 0 to 100
   * @param band that score in a word
   * @param times when it acted; empty if that is not to be shown
   */
  public record Member(String account, String role, double risk, Band band, Times times) {}

  /**
   * When a member acted.
   *
   * @param shared on what other members share
   * @param others on anything else
   */
  public record Times(List<Instant> shared, List<Instant> others) {

    /** Not known. */
    public static final Times NONE = new Times(List.of(), List.of());

    /** Copies the times. */
    public Times {
      shared = List.copyOf(shared);
      others = List.copyOf(others);
    }

    boolean isEmpty() {
      return shared.isEmpty() && others.isEmpty();
    }
  }

  /**
   * When the members acted together.
   *
   * @param moments when several acted on one target, in order of time
   * @param bursts when half of them or more acted on what they share
   */
  public record Together(List<Moment> moments, List<Burst> bursts) {

    /** Not known. */
    public static final Together NONE = new Together(List.of(), List.of());

    /** Copies the lists. */
    public Together {
      moments = List.copyOf(moments);
      bursts = List.copyOf(bursts);
    }
  }

  /**
   * Several members acting on one target.
   *
   * @param target what they did on what
   * @param from the first act
   * @param to the last, not before the first
   * @param members how many of them acted
   */
  public record Moment(String target, Instant from, Instant to, int members) {}

  /**
   * A time of activity.
   *
   * @param from its beginning
   * @param to its end, not before its beginning
   * @param members how many members took part
   */
  public record Burst(Instant from, Instant to, int members) {}

  /**
   * Why the members belong together.
   *
   * @param edges pairs that share more than chance explains, in any order
   * @param keys what members share; when empty, the picture shows the pairs instead
   * @param coincidences what the pairs share by kind, beside what chance explains
   */
  public record Ties(List<Edge> edges, List<SharedKey> keys, List<Coincidence> coincidences) {

    /** Copies the lists. */
    public Ties {
      edges = List.copyOf(edges);
      keys = List.copyOf(keys);
      coincidences = List.copyOf(coincidences);
    }
  }

  /**
   * A pair of members.
   *
   * @param a one account's id
   * @param b the other's
   * @param weight how strong the tie is, above 0
   * @param pValue the probability of so much in common by chance, 0 to 1
   * @param evidence what they share, a sentence for each; the strongest first
   */
  public record Edge(String a, String b, double weight, double pValue, List<String> evidence) {

    /** Copies the sentences. */
    public Edge {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * Something that members share.
   *
   * @param kind its kind, as {@code LinkKeyKind.label()} says it
   * @param value the value itself
   * @param accounts how many accounts of the whole log have it
   * @param members the ids of the members that have it
   * @param uses when members used it, in order, as far as that is known
   */
  public record SharedKey(
      String kind, String value, long accounts, List<String> members, List<Instant> uses) {

    /** Copies the members and the times. */
    public SharedKey {
      members = List.copyOf(members);
      uses = List.copyOf(uses);
    }
  }
}
