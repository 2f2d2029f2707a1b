package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Pill;
import dev.ringwatch.app.report.KeyKind;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.ring.KeptChange;
import dev.ringwatch.postgres.ring.KeptMember;
import dev.ringwatch.postgres.ring.KeptRing;
import dev.ringwatch.postgres.ring.RingJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One ring as it is shown.
 *
 * @param frame what stands around it
 * @param id its id as it is shown
 * @param file its id as addresses of files have it
 * @param pill its score
 * @param state whether it lives, since when, and how large it is, in sentences
 * @param why what its score is made of
 * @param parts what else there is, each part by itself
 */
record OneRing(Frame frame, String id, String file, Pill pill, String state, Why why, Parts parts) {

  /**
   * What is read by itself.
   *
   * @param incidents the newest incidents about it
   * @param verdict what was decided about it
   * @param who who is in it
   * @param evidence what ties them
   * @param strip when they acted; empty if none of their events is kept
   * @param history what became of it
   */
  record Parts(
      Panel<List<IncidentLine>> incidents,
      Panel<VerdictPart> verdict,
      Panel<Members> who,
      Panel<RingEvidence> evidence,
      Panel<Optional<RingStrip>> strip,
      Panel<History> history) {}

  /** The most members that are shown. */
  static final int MAX_MEMBERS = 500;

  /** The most entries of the history that are shown. */
  static final int MAX_CHANGES = 50;

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
   */
  record Members(List<MemberRow> rows, boolean more) {

    static Members of(List<KeptMember> riskiestFirst, Instant now) {
      return new Members(
          riskiestFirst.stream()
              .limit(MAX_MEMBERS)
              .map(member -> MemberRow.of(member, now))
              .toList(),
          riskiestFirst.size() > MAX_MEMBERS);
    }
  }

  /**
   * What became of it.
   *
   * @param changes the newest first
   * @param older whether there is more than is shown
   */
  record History(List<Change> changes, boolean older) {

    static History of(List<KeptChange> changes, String ring, Instant now) {
      return new History(
          changes.stream().limit(MAX_CHANGES).map(change -> Change.of(change, ring, now)).toList(),
          changes.size() > MAX_CHANGES);
    }
  }

  /**
   * A member.
   *
   * @param account its id, as a form sends it
   * @param id its id as it is shown
   * @param href its page
   * @param pill its risk; empty if no score is written yet
   * @param role how it belongs
   * @param joined when it came
   * @param left when it left; empty if it did not
   */
  record MemberRow(
      String account,
      String id,
      String href,
      Optional<Pill> pill,
      String role,
      Moment joined,
      Optional<Moment> left) {

    static MemberRow of(KeptMember member, Instant now) {
      return new MemberRow(
          member.account(),
          Shown.name(member.account()),
          Href.account(member.account()),
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

  /** Where a table of it is as a file. */
  String csv(String table) {
    return "/csv/" + table + "?ring=" + file;
  }

  /** Whether who looks may decide about it on this page. */
  boolean decides() {
    return parts.verdict().content().filter(VerdictPart::mayDecide).isPresent();
  }

  static OneRing of(Frame frame, KeptRing ring, Parts parts, Instant now) {
    return new OneRing(
        frame,
        Shown.name(ring.id()),
        OneIncident.encoded(ring.id()),
        Pill.ofRing(ring.score()),
        state(ring, now),
        why(ring),
        parts);
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
}
