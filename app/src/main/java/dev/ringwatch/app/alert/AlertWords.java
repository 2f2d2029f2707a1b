package dev.ringwatch.app.alert;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.postgres.alert.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an alert tells, in words for people; each on one line and cut, but not escaped for any
 * receiver.
 */
final class AlertWords {

  /** The longest name of a subject or a member. */
  static final int MAX_NAME = 100;

  /** The longest reason. */
  static final int MAX_REASON = 300;

  /** The most reasons. */
  static final int MOST_REASONS = 8;

  /** The most members that are named. */
  static final int MOST_MEMBERS = 20;

  private AlertWords() {}

  /** What happened, such as "Incident opened (high, score 81.5): account u17". */
  static String title(Alert alert, boolean test) {
    return (test ? "Test of this endpoint: incident " : "Incident ")
        + alert.change().label()
        + " ("
        + alert.band().label()
        + ", score "
        + score(alert.score())
        + "): "
        + alert.kind().label()
        + " "
        + Plain.line(alert.subject(), MAX_NAME);
  }

  /** A message of a digest, such as "Incident 17 opened (high): account u17". */
  static String line(Digest.Line line) {
    return "Incident "
        + line.incident()
        + " "
        + line.change()
        + " ("
        + line.band()
        + "): "
        + line.kind().label()
        + " "
        + Plain.line(line.subject(), MAX_NAME);
  }

  /** What the change means. */
  static String meaning(IncidentChange change) {
    return switch (change) {
      case OPENED -> "There was no incident of this matter before.";
      case REOPENED -> "There was an incident of this matter before, and it had been closed.";
      case ESCALATED -> "The incident was open, and its band has risen.";
      case UNACKNOWLEDGED -> "Nobody has acknowledged the incident so far.";
      case ACKNOWLEDGED -> "Somebody has acknowledged the incident.";
      case WITHDRAWN -> "The minute has closed and does not confirm the score.";
      case RESOLVED -> "Somebody decided it, it is over, or it has been quiet for long enough.";
    };
  }

  /** With one digit after the point at most. */
  static String score(double score) {
    return String.format(Locale.ROOT, "%.1f", score).replace(".0", "");
  }

  /** Why, the largest first: sentences with their points. */
  static List<String> reasons(Alert alert) {
    return alert.reasons().stream().limit(MOST_REASONS).map(AlertWords::reason).toList();
  }

  private static String reason(Reason reason) {
    String points = String.format(Locale.ROOT, " (%+.1f)", reason.points());
    return Plain.line(reason.sentence(), MAX_REASON - points.length()) + points;
  }

  /** The members of a ring, and at the end how many more there are; empty if there are none. */
  static List<String> members(Alert alert) {
    List<String> words = new ArrayList<>();
    alert.members().stream()
        .limit(MOST_MEMBERS)
        .map(member -> Plain.line(member.value(), MAX_NAME))
        .forEach(words::add);
    int more = alert.memberCount() - words.size();
    if (more > 0) {
      words.add("and " + more + " more");
    }
    return words;
  }
}
