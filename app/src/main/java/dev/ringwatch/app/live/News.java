package dev.ringwatch.app.live;

import dev.ringwatch.postgres.results.Marks;
import java.util.ArrayList;
import java.util.List;

/** What changed from one look to another, by the names that pages ask for. */
final class News {

  private News() {}

  /** Of what there is something new; in the order of the names, empty if of nothing. */
  static List<String> between(Marks before, Marks now) {
    List<String> names = new ArrayList<>();
    if (before.seq() != now.seq()) {
      names.add("accounts");
    }
    if (before.move() != now.move() || before.openIncidents() != now.openIncidents()) {
      names.add("incidents");
    }
    if (!before.ringsAt().equals(now.ringsAt())) {
      names.add("rings");
    }
    if (before.verdict() != now.verdict()) {
      names.add("verdicts");
    }
    return List.copyOf(names);
  }

  /**
   * How many wait at which place, for the places beside pages; a thousand means that or more.
   *
   * @param queue how many items wait in the queue
   */
  static String counts(Marks marks, long queue) {
    return "{\"/incidents\":\""
        + words(marks.openIncidents())
        + "\",\"/queue\":\""
        + words(queue)
        + "\"}";
  }

  private static String words(long count) {
    return count == 0 ? "" : count < Marks.MOST_COUNTED ? Long.toString(count) : "999+";
  }
}
