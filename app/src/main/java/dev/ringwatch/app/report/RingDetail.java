package dev.ringwatch.app.report;

import dev.ringwatch.detect.Reason;
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
 */
public record RingDetail(
    String id, double score, List<Reason> reasons, List<Member> members, Ties ties) {

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
  public record Member(String account, String role, double risk, Band band, List<Instant> times) {

    /** Copies the times. */
    public Member {
      times = List.copyOf(times);
    }
  }

  /**
   * Why the members belong together.
   *
   * @param edges pairs that share more than chance explains, in any order
   * @param keys what members share; when empty, the picture shows the pairs instead
   */
  public record Ties(List<Edge> edges, List<SharedKey> keys) {

    /** Copies the lists. */
    public Ties {
      edges = List.copyOf(edges);
      keys = List.copyOf(keys);
    }
  }

  /**
   * A pair of members.
   *
   * @param a one account's id
   * @param b the other's
   * @param weight how strong the tie is, above 0
   * @param pValue the probability of so much in common by chance, 0 to 1
   * @param evidence what they share, in one line
   */
  public record Edge(String a, String b, double weight, double pValue, String evidence) {}

  /**
   * Something that members share.
   *
   * @param kind its kind, as {@code LinkKeyKind.label()} says it
   * @param value the value itself
   * @param accounts how many accounts of the whole log have it
   * @param members the ids of the members that have it
   */
  public record SharedKey(String kind, String value, long accounts, List<String> members) {

    /** Copies the members. */
    public SharedKey {
      members = List.copyOf(members);
    }
  }
}
