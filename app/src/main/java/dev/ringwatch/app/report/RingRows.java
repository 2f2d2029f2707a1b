package dev.ringwatch.app.report;

import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.Strip;
import dev.ringwatch.detect.ring.Coincidence;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The rows of a ring's tables, in the words in which they are shown. */
final class RingRows {

  private RingRows() {}

  /**
   * A member as it is shown.
   *
   * @param id its id
   * @param tip its id in full
   * @param role how it belongs
   * @param pill its risk
   */
  record MemberRow(String id, String tip, String role, Pill pill) {

    static MemberRow of(RingDetail.Member member) {
      return new MemberRow(
          Shown.name(member.account()),
          Shown.line(member.account()),
          Shown.name(member.role()),
          Pill.of(member.risk(), member.band()));
    }
  }

  /**
   * A member's row in the strip.
   *
   * @param id its id
   * @param marks when it acted
   */
  record StripRow(String id, Content marks) {

    static StripRow of(RingDetail.Member member, Strip strip) {
      RingDetail.Times times = member.times();
      String name = Shown.name(member.account());
      String said =
          Numbers.count(times.shared().size(), "act")
              + " on what others share, "
              + Numbers.count(times.others().size())
              + " on anything else";
      return new StripRow(name, strip.draw(times.others(), times.shared(), name + ": " + said));
    }
  }

  /**
   * A pair as it is shown.
   *
   * @param a one account
   * @param b the other
   * @param evidence what they share, a sentence each
   * @param chance how likely that is by chance, in words
   */
  record EdgeRow(String a, String b, List<String> evidence, String chance) {

    static EdgeRow of(RingDetail.Edge edge) {
      return new EdgeRow(
          Shown.name(edge.a()),
          Shown.name(edge.b()),
          edge.evidence().stream().map(Shown::line).toList(),
          Numbers.byChance(edge.pValue()));
    }
  }

  /**
   * What pairs share of one kind.
   *
   * @param kind the kind
   * @param seen how many times a tied pair shares one
   * @param expected how many chance explains
   */
  record ChanceRow(KeyKind kind, String seen, String expected) {

    static ChanceRow of(Coincidence one) {
      double expected = one.expected();
      return new ChanceRow(
          KeyKind.of(one.kind().label()),
          Numbers.count(one.seen()),
          expected < 0.01 ? "under 0.01" : Numbers.plain(Math.round(expected * 100) / 100.0));
    }
  }

  /**
   * Something that members share.
   *
   * @param kind its kind
   * @param value itself
   * @param who who uses it
   * @param when when members used it
   */
  record KeyRow(KeyKind kind, String value, String who, String when) {

    static KeyRow of(RingDetail.SharedKey key) {
      String members = Numbers.count(key.members().size(), "member");
      long others = key.accounts() - key.members().size();
      String who = others > 0 ? members + ", " + Numbers.count(others, "other") : members;
      List<Instant> uses = key.uses();
      String when =
          uses.isEmpty()
              ? ""
              : Numbers.count(uses.size(), "time")
                  + ", "
                  + Numbers.span(uses.getFirst(), uses.getLast());
      return new KeyRow(KeyKind.of(key.kind()), Shown.name(key.value()), who, when);
    }
  }

  /**
   * A moment at which several members acted on one target.
   *
   * @param when the time
   * @param what what they did
   * @param who how many of them, within which time
   */
  record MomentRow(String when, String what, String who) {

    static MomentRow of(RingDetail.Moment one, int members) {
      return new MomentRow(
          Numbers.second(one.from()),
          Shown.line(one.target()),
          one.members()
              + " of "
              + Numbers.count(members)
              + " accounts within "
              + Numbers.rough(Duration.between(one.from(), one.to())));
    }
  }
}
