package dev.ringwatch.app.report;

import dev.ringwatch.app.report.chart.Bar;
import dev.ringwatch.app.report.chart.GraphPicture;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.Strip;
import dev.ringwatch.event.LinkKeyKind;
import gg.jte.Content;
import java.time.Duration;
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
  private static final int MAX_STRIPS = 12;
  private static final int MAX_KEYS = 8;
  private static final int MAX_EDGES = 6;

  static RingView of(RingDetail ring, int place) {
    return new RingView(
        ring,
        place,
        RingPicture.of(ring, GraphPicture.Tips.SCRIPT),
        ReasonRow.of(ring.reasons(), ReasonRow.longest(ring.reasons())),
        strip(ring));
  }

  static String anchor(int place) {
    return "ring-" + (place + 1);
  }

  private static Optional<Strip> strip(RingDetail ring) {
    List<Instant> times =
        ring.members().stream()
            .flatMap(m -> Stream.concat(m.times().shared().stream(), m.times().others().stream()))
            .sorted()
            .toList();
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

  List<RingRows.MemberRow> members() {
    return shown().limit(MAX_MEMBERS).map(RingRows.MemberRow::of).toList();
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

  List<RingRows.StripRow> stripRows() {
    return strip.stream()
        .flatMap(s ->
            ring.members().stream()
                .filter(m -> !m.times().isEmpty())
                .sorted(
                    Comparator.comparingInt((RingDetail.Member m) -> -m.times().shared().size())
                        .thenComparing(RingDetail.Member::account))
                .limit(MAX_STRIPS)
                .map(m -> RingRows.StripRow.of(m, s)))
        .toList();
  }

  String stripFrom() {
    return strip.map(s -> Numbers.second(s.from())).orElse("");
  }

  String stripTo() {
    return strip.map(s -> Numbers.second(s.to()) + " UTC").orElse("");
  }

  List<RingRows.EdgeRow> edges() {
    return ring.ties().edges().stream()
        .sorted(STRONGEST_FIRST)
        .limit(MAX_EDGES)
        .map(RingRows.EdgeRow::of)
        .toList();
  }

  int edgesLeft() {
    return Math.max(0, ring.ties().edges().size() - MAX_EDGES);
  }

  List<RingRows.ChanceRow> chances() {
    return ring.ties().coincidences().stream().map(RingRows.ChanceRow::of).toList();
  }

  /** How many of all pairs are tied, and how sure the weakest tie is. */
  String sureness() {
    long accounts = ring.members().size();
    double weakest =
        ring.ties().edges().stream().mapToDouble(RingDetail.Edge::pValue).max().orElse(1);
    return Numbers.count(ring.ties().edges().size())
        + " of "
        + Numbers.count(accounts * (accounts - 1) / 2, "pair")
        + " tied; even the weakest tie "
        + Numbers.byChance(weakest)
        + ".";
  }

  /** What the most members share. */
  List<RingRows.KeyRow> keys() {
    return ring.ties().keys().stream()
        .sorted(
            Comparator.comparingInt((RingDetail.SharedKey key) -> -key.members().size())
                .thenComparing(key -> key.kind().equals(LinkKeyKind.CO_ACTION.label()))
                .thenComparingLong(RingDetail.SharedKey::accounts)
                .thenComparing(RingDetail.SharedKey::kind)
                .thenComparing(RingDetail.SharedKey::value))
        .limit(MAX_KEYS)
        .map(RingRows.KeyRow::of)
        .toList();
  }

  int keysLeft() {
    return Math.max(0, ring.ties().keys().size() - MAX_KEYS);
  }

  /** The moment that says the most: the most members, in the shortest time; empty if none. */
  Optional<String> tightest() {
    return ring.together().moments().stream()
        .min(
            Comparator.comparingInt((RingDetail.Moment one) -> -one.members())
                .thenComparing(one -> Duration.between(one.from(), one.to()))
                .thenComparing(RingDetail.Moment::from))
        .map(one ->
            one.members()
                + " of them did "
                + Shown.line(one.target())
                + " within "
                + Numbers.rough(Duration.between(one.from(), one.to())));
  }

  List<RingRows.MomentRow> moments() {
    return ring.together().moments().stream()
        .map(one -> RingRows.MomentRow.of(one, ring.members().size()))
        .toList();
  }
}
