package dev.ringwatch.bench.serve;

import dev.ringwatch.alert.IncidentChange;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds what a receiver got against what was put into the outbox. */
final class DeliveryCheck {

  private final AlertReceiver receiver;
  private final List<String> problems = new ArrayList<>();

  private DeliveryCheck(AlertReceiver receiver) {
    this.receiver = receiver;
  }

  /**
   * What came of it.
   *
   * @param messages how many there were
   * @param duplicates how often one came that was known, each with the same id and body
   * @param problems what is wrong: lost, out of order, forged, changed; empty if nothing is
   */
  record Found(int messages, int duplicates, List<String> problems) {

    Found {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Looks at all that was told.
   *
   * @param told incidents of which all is known to be in the outbox
   */
  static Found of(PostgresFiles postgres, AlertReceiver receiver, List<Long> told)
      throws IOException, SQLException {
    DeliveryCheck check = new DeliveryCheck(receiver);
    check.problems.addAll(receiver.wrong());
    Map<Long, List<String>> changes = new HashMap<>();
    int messages;
    try (Database database = Database.open(postgres)) {
      messages = check.compare(database, changes);
    }
    List<String> all = ToldIncidents.CHANGES.stream().map(IncidentChange::label).toList();
    for (long incident : told) {
      if (!all.equals(changes.get(incident))) {
        check.problems.add("of incident " + incident + " was kept " + changes.get(incident));
      }
    }
    return new Found(messages, receiver.taken() - receiver.messages(), check.problems);
  }

  /** Every row arrived, as it is kept, and after those of its incident before it. */
  private int compare(Database database, Map<Long, List<String>> changes) throws SQLException {
    int messages = 0;
    Set<String> ids = new HashSet<>();
    Map<Long, Integer> lastPlace = new HashMap<>();
    try (Statement statement = database.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id::text, incident_id, change, state, payload FROM alert_deliveries"
                    + " WHERE incident_id IS NOT NULL ORDER BY place")) {
      while (row.next()) {
        messages++;
        String id = row.getString(1);
        ids.add(id);
        long incident = row.getLong(2);
        changes.computeIfAbsent(incident, _ -> new ArrayList<>()).add(row.getString(3));
        AlertReceiver.Arrival arrival = receiver.first().get(id);
        if (arrival == null) {
          problems.add("lost: " + id + ", which is " + row.getString(4));
          continue;
        }
        if (!arrival.body().equals(row.getString(5))) {
          problems.add("changed: " + id);
        }
        Integer before = lastPlace.put(incident, arrival.place());
        if (before != null && before > arrival.place()) {
          problems.add("out of order: " + id + " of incident " + incident);
        }
      }
    }
    receiver.first().keySet().stream()
        .filter(id -> !ids.contains(id))
        .forEach(id -> problems.add("nobody sent " + id));
    return messages;
  }
}
