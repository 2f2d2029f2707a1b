package dev.ringwatch.app.ring;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.postgres.ring.KeptMember;
import dev.ringwatch.postgres.ring.KeptRing;
import dev.ringwatch.postgres.ring.RingJson;
import dev.ringwatch.postgres.ring.RingJson.Chance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ring as the HTTP interface shows it. Names are a contract.
 *
 * @param ringId which
 * @param ringScore 0 to 100, higher is worse
 * @param members how many are in it, or were at its end
 * @param edges how many pairs of them are tied
 * @param firstSeen the closed minute in which it was found first
 * @param lastSeen the closed minute in which it was found last
 * @param ended the closed minute in which it was found no more; null while it lives
 * @param reasons signed points that sum to the score
 * @param coincidences what its pairs share, beside what chance explains
 */
record RingView(
    String ringId,
    double ringScore,
    int members,
    long edges,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable Instant ended,
    List<Reason> reasons,
    List<Chance> coincidences) {

  static RingView of(KeptRing ring) {
    return new RingView(
        ring.id(),
        ring.score(),
        ring.members(),
        ring.edges(),
        ring.firstSeen(),
        ring.lastSeen(),
        ring.ended(),
        RingJson.readReasons(ring.reasons()),
        RingJson.readChances(ring.coincidences()));
  }

  /**
   * A member.
   *
   * @param accountId whose
   * @param role {@code core}, {@code member} or {@code bridge}
   * @param joined the closed minute in which it came, for the last time
   * @param left the closed minute in which it went; null if it did not
   * @param riskScore its latest written final score; null if none is
   * @param band that score in a word
   */
  record MemberView(
      String accountId,
      String role,
      Instant joined,
      @Nullable Instant left,
      @Nullable Double riskScore,
      @Nullable String band) {

    static MemberView of(KeptMember member) {
      return new MemberView(
          member.account(),
          member.role(),
          member.joined(),
          member.left(),
          member.risk(),
          member.band());
    }
  }

  /**
   * A page of members.
   *
   * @param accounts those who are in it, then those who left, each by id
   * @param next the cursor of the next page; null if there is none
   */
  record MemberPage(List<MemberView> accounts, @Nullable String next) {}
}
