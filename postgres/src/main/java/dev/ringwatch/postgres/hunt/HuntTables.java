package dev.ringwatch.postgres.hunt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What hunts may read: tables and views, of some only the columns that hold no person's words. */
final class HuntTables {

  /**
   * One table or view.
   *
   * @param name what it is called
   * @param columns which of its columns; empty for all
   */
  record HuntTable(String name, List<String> columns) {

    HuntTable {
      columns = List.copyOf(columns);
    }

    /** What is granted. */
    String privilege() {
      return "SELECT"
          + (columns.isEmpty() ? "" : " (" + String.join(", ", columns) + ")")
          + (" ON " + name);
    }
  }

  private static final List<String> OF_VERDICTS =
      List.of(
          "id",
          "account_id",
          "ring_id",
          "verdict",
          "abuse_type",
          "origin",
          "inclusion_probability",
          "risk_score",
          "decided_at",
          "ring_verdict",
          "second_of");

  static final List<HuntTable> ALL =
      List.of(
          whole("raw_events"),
          whole("account_days"),
          whole("account_days_counted"),
          whole("accounts"),
          whole("account_features"),
          whole("risk_scores"),
          whole("rings"),
          whole("ring_members"),
          whole("ring_edges"),
          whole("ring_history"),
          new HuntTable("verdicts", OF_VERDICTS),
          new HuntTable("verdicts_now", and(OF_VERDICTS, "withdrawn_at", "stands")),
          new HuntTable(
              "alert_incidents",
              List.of(
                  "id",
                  "kind",
                  "state",
                  "account_id",
                  "ring_id",
                  "score",
                  "band",
                  "provisional",
                  "opened_at",
                  "last_evidence_at",
                  "closed_at",
                  "verdict_id")));

  private HuntTables() {}

  private static HuntTable whole(String name) {
    return new HuntTable(name, List.of());
  }

  private static List<String> and(List<String> before, String... more) {
    List<String> all = new ArrayList<>(before);
    all.addAll(List.of(more));
    return all;
  }

  /** Their names as texts of SQL, with commas between. */
  static String quotedNames() {
    return quoted(ALL.stream().map(HuntTable::name));
  }

  /** The names of those of which hunts read some columns, in the same way. */
  static String quotedNamesOfParts() {
    return quoted(parts().map(HuntTable::name));
  }

  /** These columns, each as {@code table.column}, in the same way. */
  static String quotedColumns() {
    return quoted(
        parts().flatMap(table -> table.columns().stream().map(one -> table.name() + "." + one)));
  }

  private static Stream<HuntTable> parts() {
    return ALL.stream().filter(table -> !table.columns().isEmpty());
  }

  private static String quoted(Stream<String> names) {
    return names.map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }
}
