package dev.ringwatch.app.report;

import dev.ringwatch.app.report.chart.Bar;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.Strip;
import gg.jte.Content;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A ring as it is shown.
 *
 * @param ring what is shown
 * @param place its place in the list, from 0
 * @param picture its graph
 * @param reasons what its score is made of
 * @param strip the time over which its members are compared; empty if times are not known
 */
record RingView(
    RingDetail ring,
    int place,
    RingPicture picture,
    List<ReasonRow> reasons,
    Optional<Strip> strip) {

  /** Edges in the order of surprise; equal ones by weight, then by account. */
  static final Comparator<RingDetail.Edge> STRONGEST_FIRST =
      Comparator.comparingDouble(RingDetail.Edge::pValue)
          .thenComparing(Comparator.comparingDouble(RingDetail.Edge::weight).reversed())
          .thenComparing(RingDetail.Edge::a)
          .thenComparing(RingDetail.Edge::b);

  private static final int OPEN = 3;
  private static final int MAX_MEMBERS = 60;
  private static final int MAX_STRIPS = 16;
  private static final int MAX_EDGES = 8;

  /**
   * A member as it is shown.
   *
   * @param id its id
   * @param tip its id in full
   * @param role how it belongs
   * @param pill its risk
   */
  record MemberRow(String id, String tip, String role, Pill pill) {}

  /**
   * A member's row in the strip.
   *
   * @param id its id
   * @param marks when it acted
   */
  record StripRow(String id, Content marks) {}

  /**
   * A pair as it is shown.
   *
   * @param a one account
   * @param b the other
   * @param evidence what they share
   * @param chance how likely that is by chance, in words
   */
  record EdgeRow(String a, String b, String evidence, String chance) {}

  static RingView of(RingDetail ring, int place) {
    return new RingView(
        ring,
        place,
        RingPicture.of(ring),
        ReasonRow.of(ring.reasons(), ReasonRow.longest(ring.reasons())),
        strip(ring));
  }

  static String anchor(int place) {
    return "ring-" + (place + 1);
  }

  private static Optional<Strip> strip(RingDetail ring) {
    List<Instant> times =
        ring.members().stream().flatMap(m -> m.times().stream()).sorted().toList();
    if (times.isEmpty()) {
      return Optional.empty();
    }
    Instant from = times.getFirst();
    Instant to = times.getLast();
    return Optional.of(new Strip(from, from.isBefore(to) ? to : from.plusSeconds(1)));
  }

  String anchor() {
    return anchor(place);
  }

  boolean isOpen() {
    return place < OPEN;
  }

  String id() {
    return Shown.name(ring.id());
  }

  String score() {
    return Numbers.score(ring.score());
  }

  Content bar() {
    return Bar.ofRisk(ring.score(), "ring-score");
  }

  String size() {
    return Numbers.count(ring.members().size(), "account");
  }

  List<MemberRow> members() {
    return shown()
        .limit(MAX_MEMBERS)
        .map(m ->
            new MemberRow(
                Shown.name(m.account()),
                Shown.line(m.account()),
                Shown.name(m.role()),
                Pill.of(m.risk(), m.band())))
        .toList();
  }

  private Stream<RingDetail.Member> shown() {
    return ring.members().stream()
        .sorted(
            Comparator.comparingDouble(RingDetail.Member::risk)
                .reversed()
                .thenComparing(RingDetail.Member::account));
  }

  int membersLeft() {
    return Math.max(0, ring.members().size() - MAX_MEMBERS);
  }

  List<StripRow> stripRows() {
    return strip.stream()
        .flatMap(s ->
            shown().filter(m -> !m.times().isEmpty()).limit(MAX_STRIPS).map(m -> stripRow(s, m)))
        .toList();
  }

  private static StripRow stripRow(Strip strip, RingDetail.Member member) {
    String events = Numbers.count(member.times().size(), "event");
    return new StripRow(
        Shown.name(member.account()),
        strip.draw(member.times(), Shown.name(member.account()) + ": " + events));
  }

  String stripFrom() {
    return strip.map(s -> Numbers.second(s.from())).orElse("");
  }

  String stripTo() {
    return strip.map(s -> Numbers.second(s.to()) + " UTC").orElse("");
  }

  List<EdgeRow> edges() {
    return ring.ties().edges().stream()
        .sorted(STRONGEST_FIRST)
        .limit(MAX_EDGES)
        .map(e ->
            new EdgeRow(
                Shown.name(e.a()),
                Shown.name(e.b()),
                Shown.line(e.evidence().replace("|", "; ")),
                Numbers.byChance(e.pValue())))
        .toList();
  }

  int edgesLeft() {
    return Math.max(0, ring.ties().edges().size() - MAX_EDGES);
  }
}
