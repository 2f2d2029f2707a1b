package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Event;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks the table itself whether it holds events, exactly. Events that lie close together in time
 * are looked for together, in the table's pages of that time; those that lie apart one by one, by
 * the index on the time. The questions say how they are to be answered, because a new partition has
 * no statistics for the planner to go by.
 */
final class TableLookup {

  /** Reading this much more of the table costs less than another question. */
  private static final Duration CLOSE = Duration.ofSeconds(30);

  private static final int SECONDS_PER_DAY = 86_400;

  /** Fewer than this are looked for one by one. */
  private static final int MANY = 8;

  /** More than this in one day are looked for together after all. */
  private static final int MOST_ONE_BY_ONE = 64;

  private static final String TOGETHER =
      "SET LOCAL enable_seqscan = off; SET LOCAL enable_mergejoin = off;"
          + " SET LOCAL enable_hashjoin = on; SET LOCAL enable_nestloop = off";
  private static final String ONE_BY_ONE =
      "SET LOCAL enable_seqscan = off; SET LOCAL enable_mergejoin = off;"
          + " SET LOCAL enable_hashjoin = off; SET LOCAL enable_nestloop = on";

  private TableLookup() {}

  /** An event that may be in the table. */
  record Suspect(Pending pending, int index) {
    Event event() {
      return pending.events().event(index);
    }

    Instant timestamp() {
      return event().timestamp();
    }
  }

  /** Marks those that the table holds as left out; inside a transaction of the caller's. */
  static void markHeld(Connection connection, List<Suspect> suspects) throws SQLException {
    List<Suspect> sorted = new ArrayList<>(suspects);
    sorted.sort(Comparator.comparing(Suspect::timestamp));
    List<Suspect> apart = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= sorted.size(); to++) {
      if (to == sorted.size() || lieApart(sorted.get(to - 1), sorted.get(to))) {
        List<Suspect> near = sorted.subList(from, to);
        if (near.size() < MANY) {
          apart.addAll(near);
        } else {
          markHeld(connection, near, TOGETHER);
        }
        from = to;
      }
    }
    for (List<Suspect> day : byDay(apart)) {
      markHeld(connection, day, day.size() > MOST_ONE_BY_ONE ? TOGETHER : ONE_BY_ONE);
    }
  }

  private static Collection<List<Suspect>> byDay(List<Suspect> sorted) {
    return sorted.stream()
        .collect(
            Collectors.groupingBy(
                suspect -> Math.floorDiv(suspect.timestamp().getEpochSecond(), SECONDS_PER_DAY)))
        .values();
  }

  private static boolean lieApart(Suspect one, Suspect next) {
    return Duration.between(one.timestamp(), next.timestamp()).compareTo(CLOSE) > 0;
  }

  private static void markHeld(Connection connection, List<Suspect> sorted, String how)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(how);
    }
    Object[] times = sorted.stream().map(suspect -> suspect.timestamp().toString()).toArray();
    Object[] ids = sorted.stream().map(suspect -> suspect.event().id()).toArray();
    String question =
        "SELECT asked.ordinal FROM unnest(?::timestamptz[], ?::text[])"
            + " WITH ORDINALITY AS asked (ts, event_id, ordinal)"
            + " JOIN raw_events USING (ts, event_id)"
            + (" WHERE raw_events.ts BETWEEN '" + times[0] + "'")
            + (" AND '" + times[times.length - 1] + "'");
    Array timeArray = connection.createArrayOf("timestamptz", times);
    Array idArray = connection.createArrayOf("text", ids);
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setArray(1, timeArray);
      statement.setArray(2, idArray);
      try (ResultSet held = statement.executeQuery()) {
        while (held.next()) {
          Suspect suspect = sorted.get(Math.toIntExact(held.getLong(1)) - 1);
          suspect.pending().leftOut()[suspect.index()] = true;
        }
      }
    } finally {
      timeArray.free();
      idArray.free();
    }
  }
}
