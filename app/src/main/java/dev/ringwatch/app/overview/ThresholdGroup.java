package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.calibrate.GroupKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * How a threshold errs in a group of accounts, as it is shown.
 *
 * @param kind what accounts are told apart by
 * @param name of the group
 * @param flagged how many benign accounts of the random sample are flagged, with an interval
 * @param missed how many labelled abusive ones are not, with an interval
 * @param isBroken whether the bound fails for it
 */
record ThresholdGroup(String kind, String name, String flagged, String missed, boolean isBroken) {

  /** Of a report; empty if it names none. */
  static List<ThresholdGroup> of(JsonNode report) {
    return StreamSupport.stream(report.path("groups").spliterator(), false)
        .map(ThresholdGroup::group)
        .toList();
  }

  private static ThresholdGroup group(JsonNode node) {
    return new ThresholdGroup(
        kind(node.path("kind").asString()),
        Shown.name(node.path("group").asString()),
        share(node, "flagged", "benign_audited", "false_positive_rate"),
        share(node, "missed", "abusive", "missed_rate"),
        node.path("bound_broken").asBoolean());
  }

  private static String kind(String name) {
    return Arrays.stream(GroupKind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
        .map(GroupKind::label)
        .findFirst()
        .orElse(Shown.name(name));
  }

  private static String share(JsonNode node, String some, String all, String interval) {
    return Numbers.count(node.path(some).asLong())
        + " of "
        + Numbers.count(node.path(all).asLong())
        + " ("
        + Numbers.percent(node.path(interval).path("low").asDouble())
        + " to "
        + Numbers.percent(node.path(interval).path("high").asDouble())
        + ")";
  }
}
