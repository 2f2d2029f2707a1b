package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.postgres.incident.KeptMove;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of an incident, in plain words. */
final class IncidentStory {

  private IncidentStory() {}

  /** How it stands. */
  static String state(KeptIncident incident, Names names) {
    KeptIncident.Handled handled = incident.handled();
    StringBuilder words = new StringBuilder();
    words.append(
        switch (incident.state()) {
          case OPEN -> "Open; nobody has said to have seen it";
          case ACKNOWLEDGED -> "Open; seen by " + name(handled.acknowledgedBy(), names);
          case RESOLVED -> "Resolved by " + name(handled.closedBy(), names);
          case WITHDRAWN -> "Withdrawn";
        });
    if (handled.assignedTo() != null) {
      words.append(", with ").append(Shown.name(handled.assignedTo()));
    }
    if (handled.closeReason() != null) {
      words.append(": ").append(Shown.line(handled.closeReason()));
    }
    if (incident.silence() != null) {
      words
          .append(". Nobody was told yet: silence ")
          .append(incident.silence())
          .append(" covers it");
    }
    if (handled.closed() == null && incident.provisional()) {
      words.append(". Its minute is not over: it may still be withdrawn");
    }
    return words.append('.').toString();
  }

  private static String name(@Nullable String by, Names names) {
    return by == null || by.equals("ringwatch") ? "Ringwatch itself" : names.of(by);
  }

  /** One thing that became of it. */
  static String sentence(KeptMove move, Names names, Instant now) {
    String who = name(move.who(), names);
    String words = Shown.line(move.words());
    return switch (move.kind()) {
      case OPENED -> "Opened" + at(move) + ".";
      case REOPENED -> "Opened again" + at(move) + "; an earlier one of this matter was closed.";
      case CONFIRMED -> "Its minute closed and confirmed it" + at(move) + ".";
      case GATHERED ->
          move.times() == 1
              ? "More evidence came" + at(move) + "."
              : "More evidence came "
                  + Numbers.count(move.times(), "time")
                  + ", the last "
                  + Moment.of(move.last(), now).ago()
                  + at(move)
                  + ".";
      case ESCALATED -> "Escalated" + at(move) + ".";
      case ACKNOWLEDGED -> "Acknowledged by " + who + ".";
      case ASSIGNED ->
          words.isEmpty()
              ? "With nobody any more, says " + who + "."
              : "Assigned to " + words + " by " + who + ".";
      case FOLDED, ALLOWED -> "Closed: " + words + ".";
      case RESOLVED -> "Resolved by " + who + ": " + words + ".";
      case WITHDRAWN -> "Withdrawn" + at(move) + ": " + words + ".";
    };
  }

  private static String at(KeptMove move) {
    String band = move.band().map(one -> " (" + one.label() + ")").orElse("");
    return move.score().isPresent()
        ? ", at a score of " + Numbers.score(move.score().getAsDouble()) + band
        : "";
  }
}
