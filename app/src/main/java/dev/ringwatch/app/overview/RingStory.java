package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.ring.KeptChange;
import dev.ringwatch.postgres.ring.RingJson;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a ring, in plain words. */
final class RingStory {

  private static final int NAMED = 5;

  private RingStory() {}

  /**
   * One thing that became of it. What other ring it speaks of is said beside it.
   *
   * @param ring the ring whose story it is; the change may be another's that has to do with it
   */
  static String sentence(KeptChange change, String ring) {
    return change.ringId().equals(ring) ? own(change) : other(change);
  }

  private static String other(KeptChange change) {
    return change.kind().equals("merged")
        ? "Another ring went into this one, or at least half of its "
            + Numbers.count(change.left(), "account")
            + " did."
        : "Another ring came out of this one, with "
            + Numbers.count(change.members(), "account")
            + ".";
  }

  private static String own(KeptChange change) {
    String joined = names(change.joinedAccounts(), change.joined());
    String left = names(change.leftAccounts(), change.left());
    String now = "; " + Numbers.count(change.members(), "account") + " now.";
    return switch (change.kind()) {
      case "found" ->
          "Found, with " + Numbers.count(change.members(), "account") + ": " + joined + ".";
      case "split" ->
          "Came out of another ring, which at least half of its "
              + Numbers.count(change.members(), "account")
              + " were in: "
              + joined
              + ".";
      case "grew" -> Numbers.count(change.joined(), "account") + " came: " + joined + now;
      case "shrank" -> Numbers.count(change.left(), "account") + " left: " + left + now;
      case "merged" -> "Ended: at least half of its accounts are in another ring now.";
      case "ended" -> "Ended: its accounts are no longer found to act as one.";
      case "returned" ->
          "Found again, with "
              + Numbers.count(change.members(), "account")
              + (change.joined() == 0 ? "" : "; new: " + joined)
              + (change.left() == 0 ? "" : "; no longer in it: " + left)
              + ".";
      default ->
          Numbers.count(change.joined(), "account")
              + " came: "
              + joined
              + "; "
              + Numbers.count(change.left())
              + " left: "
              + left
              + now;
    };
  }

  private static String names(String json, int count) {
    List<String> names = RingJson.readNames(json);
    String first = names.stream().limit(NAMED).map(Shown::name).collect(Collectors.joining(", "));
    int more = count - Math.min(NAMED, names.size());
    return more == 0 ? first : first + " and " + Numbers.count(more) + " more";
  }
}
