package dev.ringwatch.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Grafana's dashboards ask the real tables, by the role that they have, and are right. */
class DashboardsTest {

  private static final Set<Integer> NUMBERS =
      Set.of(Types.BIGINT, Types.INTEGER, Types.NUMERIC, Types.DOUBLE, Types.REAL, Types.DISTINCT);
  private static final Pattern METRIC = Pattern.compile("\\bringwatch_\\w+");
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Instant FROM = NOW.minus(Duration.ofDays(7));

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static ChartsDatabase database;

  @BeforeAll
  static void fill() throws Exception {
    database = new ChartsDatabase();
    database.execute(Repository.read("app/src/test/resources/deploy/dashboards.sql"));
  }

  @AfterAll
  static void drop() throws Exception {
    database.close();
  }

  /** The rows that a question finds, each as text with bars between. */
  private static List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection charts = database.charts();
        Statement statement = charts.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          List<String> cells = new ArrayList<>();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            cells.add(String.valueOf(row.getString(i)));
          }
          rows.add(String.join("|", cells));
        }
      }
    }
    return rows;
  }

  private static List<String> asked(String dashboard, String panel) throws Exception {
    return rows(Dashboard.of(dashboard).panel(panel).over(FROM, NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"executive", "analyst"})
  void everyPanelGetsTheColumnsThatItDraws(String name) throws Exception {
    int asked = 0;
    for (Dashboard.Panel panel : Dashboard.of(name).panels()) {
      if (panel.sql().isEmpty()) {
        continue;
      }
      asked++;
      String sql = panel.over(FROM, NOW);
      assertThat(sql).as(panel.title()).doesNotContain("$__", ";");
      try (Connection charts = database.charts();
          Statement statement = charts.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        requireDrawable(panel, rows);
      }
    }
    assertThat(asked).isGreaterThan(7);
  }

  private static void requireDrawable(Dashboard.Panel panel, ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnLabel(i));
    }
    assertThat(names).as(panel.title()).doesNotHaveDuplicates().containsAll(panel.named());
    int last = columns.getColumnType(names.size());
    switch (panel.type()) {
      case "stat" -> assertThat(names).as(panel.title()).hasSize(1);
      case "timeseries" -> {
        assertThat(names).as(panel.title()).startsWith("time", "metric").hasSize(3);
        assertThat(columns.getColumnType(1)).as(panel.title()).isEqualTo(Types.TIMESTAMP);
      }
      case "barchart" -> assertThat(columns.getColumnType(1)).isEqualTo(Types.VARCHAR);
      default -> assertThat(panel.type()).isEqualTo("table");
    }
    if (!panel.type().equals("table")) {
      assertThat(NUMBERS).as(panel.title()).contains(last);
    }
    int count = 0;
    Instant before = Instant.MIN;
    while (rows.next()) {
      count++;
      if (panel.type().equals("timeseries")) {
        Instant at = rows.getTimestamp(1).toInstant();
        assertThat(at).as(panel.title()).isAfterOrEqualTo(before);
        before = at;
      }
    }
    assertThat(count).as(panel.title()).isPositive();
    assertThat(panel.type().equals("stat") && count != 1).as(panel.title()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"executive", "analyst"})
  void standsWhereThereIsRoomAndAsksSourcesThatAreProvisioned(String name) throws Exception {
    Set<String> sources = new HashSet<>();
    Repository.yaml(Repository.read("deploy/grafana/provisioning/datasources/ringwatch.yaml"))
        .get("datasources")
        .forEach(source -> sources.add(source.get("uid") + " " + source.get("type")));
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : Dashboard.of(name).document().get("panels")) {
      JsonNode place = panel.get("gridPos");
      int right = place.get("x").intValue() + place.get("w").intValue();
      assertThat(right).isLessThanOrEqualTo(24);
      for (int x = place.get("x").intValue(); x < right; x++) {
        for (int y = 0; y < place.get("h").intValue(); y++) {
          assertThat(taken.add(x + " " + (place.get("y").intValue() + y))).isTrue();
        }
      }
      assertThat(panel.get("description").stringValue()).isNotBlank();
      for (JsonNode target : panel.get("targets")) {
        JsonNode source = target.get("datasource");
        assertThat(sources).contains(source.get("uid") + " " + source.get("type"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"executive", "analyst"})
  void asksPrometheusForMetricsThatThereAre(String name) throws Exception {
    // That table is what /metrics says: OperationsTest.
    String documented = Repository.read("docs/operations.md");
    List<String> metrics =
        Dashboard.of(name).panels().stream()
            .flatMap(panel -> panel.expressions().stream())
            .flatMap(expression -> METRIC.matcher(expression).results().map(m -> m.group()))
            .toList();
    assertThat(metrics).isNotEmpty();
    assertThat(metrics)
        .allMatch(metric -> documented.contains("`" + metric.replaceFirst("_bucket$", "") + "`"));
  }

  @Test
  void saysOnTheExecutiveOneWhatIsThere() throws Exception {
    assertThat(asked("executive", "Accounts")).containsExactly("1000");
    assertThat(asked("executive", "High risk")).containsExactly("300");
    assertThat(asked("executive", "Rings")).containsExactly("2");
    // b is in both, f left, and the third ring has ended.
    assertThat(asked("executive", "Accounts in rings")).containsExactly("4");
    assertThat(asked("executive", "Open incidents")).containsExactly("2");
    assertThat(asked("executive", "Incidents opened, by day"))
        .containsExactly(
            "2026-11-25 00:00:00+00|account|2",
            "2026-11-26 00:00:00+00|account|1",
            "2026-11-26 00:00:00+00|ring|1");
    assertThat(asked("executive", "Verdicts, by day"))
        .as("of which one was taken back and one is older")
        .containsExactly("2026-11-26 00:00:00+00|abusive|2", "2026-11-26 00:00:00+00|benign|1");
    assertThat(Double.parseDouble(asked("executive", "Abusive among decided incidents").getFirst()))
        .isEqualTo(0.5);
    // 1,800 s to an end without an acknowledgement, 600 s and 1,800 s to one.
    assertThat(asked("executive", "Until somebody acts")).containsExactly("1800");
    assertThat(Double.parseDouble(asked("executive", "Alerts that arrived").getFirst()))
        .isEqualTo(0.75);
    assertThat(asked("executive", "Events, by hour"))
        .containsExactly(
            "2026-11-26 10:00:00+00|enforced|2",
            "2026-11-26 10:00:00+00|events|30",
            "2026-11-26 11:00:00+00|events|40");
  }

  @Test
  void saysOnTheAnalystsOneWhoIsWhere() throws Exception {
    assertThat(asked("analyst", "Riskiest accounts"))
        .hasSize(50)
        .first()
        .asString()
        .startsWith("account-999|99.9|high|");
    assertThat(asked("analyst", "Worst rings"))
        .containsExactly("r2|90|3|3|2026-11-26 09:00:00+00", "r1|60|2|1|2026-11-25 09:00:00+00");
    assertThat(asked("analyst", "Open incidents"))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("4|ring|r2|90|high|open|");
    assertThat(asked("analyst", "Accounts by score"))
        .hasSize(10)
        .contains("0|100", "90|100")
        .allMatch(row -> row.endsWith("|100"));
    assertThat(asked("analyst", "Rings found and ended, by hour"))
        .containsExactly(
            "2026-11-25 08:00:00+00|found|1",
            "2026-11-25 09:00:00+00|found|1",
            "2026-11-26 09:00:00+00|found|1",
            "2026-11-26 10:00:00+00|ended|1");
    assertThat(asked("analyst", "Verdicts by kind of abuse"))
        .containsExactly("not said|1", "spam|1");
    assertThat(asked("analyst", "Why events were rejected"))
        .containsExactly("account_id is empty|2|2026-11-26 10:01:00+00");
    assertThat(asked("analyst", "Alerts by endpoint")).containsExactly("pager|1|3|0");
    assertThat(asked("analyst", "Accounts whose score moved, by hour"))
        .containsExactly("2026-11-26 10:00:00+00|high|1", "2026-11-26 10:00:00+00|low|1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM raw_events",
        "SELECT secret_hash FROM api_keys",
        "SELECT * FROM operators",
        "SELECT * FROM audit_log",
        "SELECT text FROM rejected_events",
        "SELECT acknowledged_by FROM alert_incidents",
        "SELECT payload FROM alert_deliveries",
        "SELECT reason FROM verdicts_now",
        "DELETE FROM rings"
      })
  void readsNothingElse(String sql) throws SQLException {
    try (Connection charts = database.charts();
        Statement statement = charts.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOfSatisfying(
              SQLException.class,
              // Not allowed, or not in a transaction that only reads.
              e -> assertThat(e.getSQLState()).isIn("42501", "25006"));
    }
  }
}
