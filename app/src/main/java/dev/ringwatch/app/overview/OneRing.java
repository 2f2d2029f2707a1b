package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.KeyKind;
import dev.ringwatch.app.report.RingPicture;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.ring.RingJson;
import dev.ringwatch.postgres.ring.KeptChange;
import dev.ringwatch.postgres.ring.KeptEdge;
import dev.ringwatch.postgres.ring.KeptMember;
import dev.ringwatch.postgres.ring.KeptRing;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One ring as it is shown.
 *
 * @param frame what stands around it
 * @param id its id as it is shown
 * @param pill its score
 * @param state whether it lives, since when, and how large it is, in sentences
 * @param why what its score is made of
 * @param who who is in it
 * @param ties what ties them
 * @param history what became of it, the newest first
 * @param older whether there is more of that than is shown
 * @param incidents the newest incidents about it
 * @param verdict what was decided about it
 */
record OneRing(
    Frame frame,
    String id,
    Pill pill,
    String state,
    Why why,
    Members who,
    Ties ties,
    List<Change> history,
    boolean older,
    List<IncidentLine> incidents,
    VerdictPart verdict) {

  /** The most members that are shown. */
  static final int MAX_MEMBERS = 500;

  /** The most entries of the history that are shown. */
  static final int MAX_CHANGES = 50;

  private static final int TIES_SHOWN = 20;

  /**
   * What its score is made of.
   *
   * @param parts the reasons
   * @param total what they sum to
   * @param chances what its pairs share by kind
   */
  record Why(List<Part> parts, String total, List<Chance> chances) {}

  /**
   * What its pairs share of one kind.
   *
   * @param kind the kind
   * @param seen how many times
   * @param expected how many times by chance
   */
  record Chance(KeyKind kind, String seen, String expected) {

    static Chance of(RingJson.Chance chance) {
      double expected = chance.expected();
      return new Chance(
          KeyKind.of(chance.kind()),
          Numbers.count(chance.seen()),
          expected < 0.01 ? "under 0.01" : Numbers.plain(Math.round(expected * 100) / 100.0));
    }
  }

  /**
   * Who is in it.
   *
   * @param rows those who are, the riskiest first, and then those who left
   * @param more whether there are more than are shown
   * @param picture them and what they share
   */
  record Members(List<MemberRow> rows, boolean more, Optional<RingPicture> picture) {}

  /**
   * A member.
   *
   * @param id its id
   * @param href its page
   * @param pill its risk; empty if no score is written yet
   * @param role how it belongs
   * @param joined when it came
   * @param left when it left; empty if it did not
   */
  record MemberRow(
      String id,
      String href,
      Optional<Pill> pill,
      String role,
      Moment joined,
      Optional<Moment> left) {

    static MemberRow of(KeptMember member, Instant now) {
      return new MemberRow(
          Shown.name(member.account()),
          Overview.href(member.account()),
          pill(member),
          Shown.name(member.role()),
          Moment.of(member.joined(), now),
          Optional.ofNullable(member.left()).map(left -> Moment.of(left, now)));
    }

    private static Optional<Pill> pill(KeptMember member) {
      Double risk = member.risk();
      String band = member.band();
      return risk == null || band == null ? Optional.empty() : Optional.of(Pill.of(risk, band));
    }
  }

  /**
   * What ties its members.
   *
   * @param rows the strongest pairs
   * @param words how many there are, and how many are shown
   */
  record Ties(List<Tie> rows, String words) {}

  /**
   * A pair.
   *
   * @param a the one
   * @param b the other
   * @param evidence what they share, a sentence each
   * @param more how many things more
   * @param chance how likely that is by chance, in words
   */
  record Tie(String a, String b, List<String> evidence, int more, String chance) {

    private static final int SENTENCES = 3;

    static Tie of(KeptEdge edge) {
      RingJson.Ties ties = RingJson.readTies(edge.evidence());
      List<String> sentences =
          ties.evidence().stream().limit(SENTENCES).map(tie -> Shown.line(tie.sentence())).toList();
      return new Tie(
          Shown.name(edge.a()),
          Shown.name(edge.b()),
          sentences,
          ties.shared() - sentences.size(),
          Numbers.byChance(edge.pValue()));
    }
  }

  /**
   * Something that became of it.
   *
   * @param at when
   * @param sentence what
   * @param other the ring that it speaks of
   */
  record Change(Moment at, String sentence, Optional<Other> other) {

    static Change of(KeptChange change, String ring, Instant now) {
      String other = change.ringId().equals(ring) ? change.otherRing() : change.ringId();
      return new Change(
          Moment.of(change.at(), now),
          RingStory.sentence(change, ring),
          Optional.ofNullable(other).map(Other::of));
    }
  }

  /**
   * Another ring.
   *
   * @param id its id
   * @param href its page, if it is still kept
   */
  record Other(String id, String href) {

    static Other of(String ring) {
      return new Other(Shown.name(ring), RingTable.href(ring));
    }
  }

  /**
   * There is no such ring.
   *
   * @param id its id as it is shown
   */
  record Nobody(Frame frame, String id) {

    static Nobody of(Frame frame, String id) {
      return new Nobody(frame, Shown.name(id));
    }
  }

  /**
   * What there is to show.
   *
   * @param ring the ring
   * @param members those who are in it, and then those who left
   * @param edges the strongest ties
   * @param history what became of it, the newest first
   * @param incidents the newest incidents about it
   * @param now the present
   */
  record Facts(
      KeptRing ring,
      List<KeptMember> members,
      List<KeptEdge> edges,
      List<KeptChange> history,
      List<IncidentLine> incidents,
      Instant now) {}

  static OneRing of(Frame frame, Facts facts, VerdictPart verdict) {
    KeptRing ring = facts.ring();
    return new OneRing(
        frame,
        Shown.name(ring.id()),
        Pill.ofRing(ring.score()),
        state(ring, facts.now()),
        why(ring),
        members(facts),
        ties(facts),
        facts.history().stream().map(change -> Change.of(change, ring.id(), facts.now())).toList(),
        facts.history().size() == MAX_CHANGES,
        facts.incidents(),
        verdict);
  }

  static String state(KeptRing ring, Instant now) {
    Instant ended = ring.ended();
    String found = Moment.of(ring.firstSeen(), now).ago();
    return ended == null
        ? Numbers.count(ring.members(), "account") + "; first found " + found + "."
        : "It ended "
            + Moment.of(ended, now).ago()
            + ", with "
            + Numbers.count(ring.members(), "account")
            + "; first found "
            + found
            + ". What it rested on is kept as it was.";
  }

  static Why why(KeptRing ring) {
    return new Why(
        Part.of(RingJson.readReasons(ring.reasons())),
        Numbers.score(ring.score()),
        RingJson.readChances(ring.coincidences()).stream().map(Chance::of).toList());
  }

  /** Those who are in it, the riskiest first, and then those who left. */
  static final Comparator<KeptMember> RISKIEST_FIRST =
      Comparator.comparingInt((KeptMember member) -> member.left() == null ? 0 : 1)
          .thenComparingDouble(member -> -Objects.requireNonNullElse(member.risk(), -1.0))
          .thenComparing(KeptMember::account);

  private static Members members(Facts facts) {
    List<KeptMember> inIt =
        facts.members().stream().filter(member -> member.left() == null).toList();
    return new Members(
        facts.members().stream()
            .sorted(RISKIEST_FIRST)
            .map(member -> MemberRow.of(member, facts.now()))
            .toList(),
        facts.members().size() == MAX_MEMBERS,
        RingDrawing.of(facts.ring(), inIt, facts.edges()));
  }

  static Ties ties(Facts facts) {
    List<Tie> rows = facts.edges().stream().limit(TIES_SHOWN).map(Tie::of).toList();
    long accounts = facts.ring().members();
    String words =
        Numbers.count(facts.ring().edges())
            + " of "
            + Numbers.count(accounts * (accounts - 1) / 2, "pair")
            + " tied"
            + (facts.ring().edges() > rows.size()
                ? "; shown are the " + rows.size() + " strongest."
                : ".");
    return new Ties(rows, words);
  }
}
