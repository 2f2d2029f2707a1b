package dev.ringwatch.postgres.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.results.MinuteCounts;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures by hour against slow questions to the tables that they are of. */
class HourFiguresTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOW = Instant.parse("2026-11-26T12:20:00Z");
  private static final Instant FROM = Instant.parse("2026-11-25T13:00:00Z");

  private final HourFigures figures = new HourFigures(DATABASE.dataSource());
  private final MinuteCounts minutes = new MinuteCounts(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute(
        "TRUNCATE accounts, risk_scores, rings, alert_incidents, alert_deliveries, alert_endpoints,"
            + " verdicts, verdict_withdrawals, appeals, raw_events, dashboard_metrics,"
            + " dashboard_hours RESTART IDENTITY CASCADE");
  }

  /** A time so many hours before now. */
  private static String ago(double hours) {
    return "timestamptz '" + NOW.minusSeconds(Math.round(hours * 3_600)) + "'";
  }

  private static void incident(int number, String kind, double openedHours, String reasons)
      throws SQLException {
    DATABASE.execute(
        ("INSERT INTO alert_incidents (dedup_key, kind, state, account_id, ring_id, score, band,"
                + " provisional, details, opened_at, last_evidence_at) VALUES ('%s:%d', '%s',"
                + " 'open', %s, %s, 90, 'high', false, '{\"reasons\": %s}', %s, now())")
            .formatted(
                kind,
                number,
                kind,
                kind.equals("account") ? "'a" + number + "'" : "NULL",
                kind.equals("ring") ? "'r" + number + "'" : "NULL",
                reasons,
                ago(openedHours)));
  }

  private static String reasons(String strongest) {
    return "[{\"name\": \"weak\", \"points\": 3}, {\"name\": \"%s\", \"points\": 40},"
            .formatted(strongest)
        + " {\"name\": \"against\", \"points\": -60}]";
  }

  private Figures read() throws SQLException {
    return new FigureReader(DATABASE.dataSource()).read(FROM, Duration.ofHours(1), 24);
  }

  @Test
  void areWhatTheIncidentsSayThatWereOpened() throws SQLException {
    for (int i = 0; i < 60; i++) {
      incident(i, i % 3 == 0 ? "ring" : "account", i * 0.9, reasons(i % 4 == 0 ? "many" : "few"));
    }
    incident(70, "lag", 1, "[{\"name\": \"lag\", \"points\": 90}]");
    figures.count(NOW);
    figures.count(NOW);
    Figures read = read();
    assertThat(read.total(Metric.INCIDENTS)).isEqualTo(count("kind IS NOT NULL", 0, FROM));
    assertThat(read.labels(Metric.INCIDENTS))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "account", count("kind = 'account'", 0, FROM),
                "ring", count("kind = 'ring'", 0, FROM),
                "lag", 1.0));
    assertThat(read.before(Metric.INCIDENTS)).isEqualTo(count("kind IS NOT NULL", 24, FROM));
    assertThat(read.labels(Metric.REASONS))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "many", count("kind <> 'lag' AND details::text LIKE '%many%'", 0, FROM),
                "few", count("kind <> 'lag' AND details::text LIKE '%few%'", 0, FROM)));
    for (int hour = 0; hour < 24; hour++) {
      Instant at = FROM.plus(Duration.ofHours(hour));
      assertThat(read.counted(Metric.INCIDENTS).get(hour))
          .isEqualTo(
              number(
                  "SELECT count(*) FROM alert_incidents WHERE opened_at >= '%s'".formatted(at)
                      + " AND opened_at < '%s'".formatted(at.plus(Duration.ofHours(1)))));
    }
  }

  private static double count(String condition, int hoursBefore, Instant from) throws SQLException {
    Instant begin = from.minus(Duration.ofHours(hoursBefore));
    return number(
        "SELECT count(*) FROM alert_incidents WHERE %s AND opened_at >= '%s' AND opened_at < '%s'"
            .formatted(condition, begin, begin.plus(Duration.ofHours(24))));
  }

  private static double number(String question) throws SQLException {
    return Double.parseDouble(DATABASE.texts(question).getFirst());
  }

  @Test
  void keepWhatWasCountedWhenIncidentsAreGoneAndGoOnAfterAStop() throws SQLException {
    incident(1, "account", 5, reasons("few"));
    incident(2, "account", 0.1, reasons("few"));
    figures.count(NOW);
    DATABASE.execute("DELETE FROM alert_incidents");
    figures.count(NOW);
    assertThat(read().total(Metric.INCIDENTS)).isEqualTo(2);
    incident(3, "account", -1.5, reasons("few"));
    incident(4, "account", 0.05, reasons("few"));
    incident(5, "account", 0.2, reasons("few"));
    figures.count(NOW.plus(Duration.ofHours(3)));
    assertThat(
            DATABASE.texts(
                "SELECT sum(value)::int FROM dashboard_hours WHERE metric = 'incidents'"))
        .containsExactly("4");
  }

  @Test
  void sayHowLongAlertsAndDecisionsTook() throws SQLException {
    incident(1, "account", 3, reasons("few"));
    DATABASE.execute(
        "INSERT INTO alert_endpoints (name, url, least_band, kinds, secret, created_at)"
            + " VALUES ('e', 'https://e', 'low', '{account}', '\\x00', now())");
    double[] seconds = {0.2, 0.99, 1, 4, 20, 7_000};
    for (double one : seconds) {
      DATABASE.execute(
          ("INSERT INTO alert_deliveries (incident_id, endpoint_id, state, payload, created_at, waiting_since,"
                  + " delivered_at) VALUES (1, 1, 'delivered', '{}', %1$s, %1$s, %1$s + interval '%2$s s')")
              .formatted(ago(3), one));
    }
    DATABASE.execute(
        "INSERT INTO verdicts (account_id, verdict, origin, decided_by, decided_at) VALUES ('a1',"
            + " 'abusive', 'review', 'operator 1', "
            + ago(0.5)
            + "); UPDATE alert_incidents SET verdict_id = 1, state = 'resolved', closed_at = now()");
    figures.count(NOW);
    Map<String, Double> took = read().labels(Metric.DELIVERY);
    assertThat(Spreads.DELIVERY.within(took, Duration.ofSeconds(1)).orElseThrow())
        .isCloseTo(2 / 6.0, within(1e-9));
    assertThat(Spreads.DELIVERY.quantile(took, 0.5)).contains(Duration.ofSeconds(2));
    assertThat(Spreads.DELIVERY.quantile(took, 0.99)).isEmpty();
    assertThat(read().total(Metric.ALERTS)).isEqualTo(6);
    assertThat(Spreads.DECISION.quantile(read().labels(Metric.DECISION), 0.5))
        .contains(Duration.ofHours(4));
  }

  /** Each first alert counts from the event on, whoever is told and however often. */
  @Test
  void sayHowLongItTookFromTheEventToTheAlert() throws SQLException {
    DATABASE.execute(
        "INSERT INTO alert_endpoints (name, url, least_band, kinds, secret, created_at)"
            + " VALUES ('e', 'https://e', 'low', '{account}', '\\x00', now())");
    for (int n = 1; n <= 6; n++) {
      incident(n, n == 3 ? "ring" : "account", 3, "[]");
    }
    DATABASE.execute(
        "UPDATE alert_incidents SET arrived_at = opened_at - interval '600 ms' WHERE id <> 5;"
            + " UPDATE alert_incidents SET told_at = opened_at WHERE id = 6;"
            + " INSERT INTO alert_deliveries (incident_id, endpoint_id, change, state, payload,"
            + " created_at, waiting_since, delivered_at) SELECT i.id, 1, c.change, 'delivered',"
            + " '{}', opened_at, opened_at, opened_at + i.id * i.id * interval '300 ms'"
            + " FROM alert_incidents i, (VALUES ('opened'), ('escalated')) c (change);"
            + " UPDATE alert_deliveries SET change = 'reopened' WHERE change = 'opened'"
            + " AND incident_id = 4");
    figures.count(NOW);
    figures.count(NOW);
    assertThat(read().labels(Metric.TOLD_ACCOUNT)).isEqualTo(Map.of("1", 1.0, "2", 1.0, "10", 1.0));
    assertThat(read().labels(Metric.TOLD_RING)).isEqualTo(Map.of("5", 1.0));
  }

  @Test
  void measureAccountsRingsAndWhatWaits() throws SQLException {
    DATABASE.execute(
        "INSERT INTO accounts (account_id, account_created_at, first_event_at, last_event_at,"
            + " events, enforced_events, risk_score, band, anomaly_score, ring_score, scored_at)"
            + " SELECT 'a' || n, CASE WHEN n % 5 > 0 THEN "
            + ago(0)
            + " - n % 40 * interval '1 day' END, now(), now(), 1, 0, n % 101,"
            + " CASE WHEN n % 101 >= 70 THEN 'high' WHEN n % 101 >= 40 THEN 'medium' ELSE 'low'"
            + " END, 1, 0, now() FROM generate_series(1, 997) n");
    DATABASE.execute(
        "INSERT INTO rings SELECT 'r' || n, 80, 2, 1, now(), now(), CASE WHEN n > 4 THEN "
            + ago(0)
            + " - (n - 4) * interval '3 days' END, '[]', '[]', 0 FROM generate_series(1, 9) n");
    incident(1, "account", 3, "[]");
    incident(2, "account", 5, "[]");
    incident(1, "ring", 7, "[]");
    figures.measure(NOW);
    Figures read = read();
    for (String band : List.of("low", "medium", "high")) {
      assertThat(read.last(Metric.ACCOUNTS, band))
          .hasValue(number("SELECT count(*) FROM accounts WHERE band = '" + band + "'"));
    }
    assertThat(read.last(Metric.RISK_TENTHS, ""))
        .hasValue(number("SELECT sum(risk_score::float8) * 10 FROM accounts"));
    for (AgeClass age : AgeClass.values()) {
      assertThat(read.last(Metric.AGED, age.label()))
          .as(age.label())
          .hasValue(number("SELECT count(*) FROM accounts WHERE " + ofAge(age)));
      assertThat(read.last(Metric.AGED_HIGH, age.label()))
          .as(age.label())
          .hasValue(number("SELECT count(*) FROM accounts WHERE band = 'high' AND " + ofAge(age)));
    }
    assertThat(read.last(Metric.RINGS, "")).hasValue(4);
    assertThat(read.last(Metric.RINGS_LATELY, "")).hasValue(6);
    assertThat(read.last(Metric.WAITING, "")).hasValue(3);
    assertThat(read.last(Metric.OLDEST_WAITING, "")).hasValue(7 * 3_600);
    assertThat(read.last(Metric.FLAGGED, "")).hasValue(2);
    DATABASE.execute("UPDATE alert_incidents SET state = 'resolved', closed_at = now()");
    DATABASE.execute("DELETE FROM accounts WHERE band = 'high'");
    figures.measure(NOW.plusSeconds(60));
    assertThat(read().last(Metric.FLAGGED, "")).hasValue(0);
    assertThat(read().last(Metric.ACCOUNTS, "high")).hasValue(0);
  }

  /** By the days on the calendar that lie between. */
  private static String ofAge(AgeClass age) {
    String days = "date '2026-11-26' - (account_created_at AT TIME ZONE 'UTC')::date";
    return switch (age) {
      case NEW -> days + " < 7";
      case RECENT -> days + " BETWEEN 7 AND 29";
      case OLD -> days + " >= 30";
      case UNKNOWN -> "account_created_at IS NULL";
    };
  }

  private static void verdict(String account, String verdict, String abuse, double hoursAgo)
      throws SQLException {
    DATABASE.execute(
        ("INSERT INTO verdicts (account_id, verdict, abuse_type, origin, decided_by, decided_at)"
                + " VALUES ('%s', '%s', %s, 'review', 'operator 1', %s)")
            .formatted(account, verdict, abuse, ago(hoursAgo)));
  }

  @Test
  void countVerdictsAsTheyStandNow() throws SQLException {
    DATABASE.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, scored_at) SELECT 'a' || n, now(),"
            + " now(), 3, n % 2, 9, 'low', 1, 0, now() FROM generate_series(1, 9) n");
    verdict("a1", "abusive", "'spam'", 1);
    verdict("a2", "abusive", "'spam'", 1);
    verdict("a3", "benign", "NULL", 2);
    verdict("a4", "abusive", "NULL", 30);
    verdict("a5", "unsure", "NULL", 2);
    verdict("a7", "benign", "NULL", 800);
    verdict("a9", "abusive", "'fraud'", 3);
    figures.countVerdicts(NOW);
    assertThat(read().labels(Metric.CONFIRMED))
        .containsExactlyInAnyOrderEntriesOf(Map.of("spam", 2.0, "fraud", 1.0));
    assertThat(read().labelsBefore(Metric.CONFIRMED)).isEqualTo(Map.of("", 1.0));
    assertThat(read().last(Metric.OUTCOME, "abusive")).hasValue(2);
    assertThat(read().last(Metric.OUTCOME, "benign")).hasValue(1);
    verdict("a1", "benign", "NULL", 0.5);
    DATABASE.execute(
        "INSERT INTO verdict_withdrawals SELECT id, 'a slip', 'operator 1', now() FROM verdicts"
            + " WHERE account_id = 'a9'");
    figures.countVerdicts(NOW);
    assertThat(read().labels(Metric.CONFIRMED)).isEqualTo(Map.of("spam", 1.0));
    assertThat(read().last(Metric.OUTCOME, "abusive")).hasValue(0);
    assertThat(read().last(Metric.OUTCOME, "benign")).hasValue(2);
  }

  @Test
  void addUpTheMinutesOfEventsAndSayWhatWasEnforcedOver() throws SQLException {
    DATABASE.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action)"
            + " SELECT n, timestamptz '2026-11-26 09:30Z' + n * interval '7 seconds', 0,"
            + " n % 3 = 0, n::text, 'a', 'action ' || n % 40 FROM generate_series(1, 1000) n");
    Instant end = Instant.parse("2026-11-26T12:00:00Z");
    for (Instant from = Instant.parse("2026-11-26T09:00:00Z");
        from.isBefore(end);
        from = from.plus(Duration.ofMinutes(20))) {
      minutes.count(from, from.plus(Duration.ofMinutes(20)));
      minutes.count(from, from.plus(Duration.ofMinutes(20)));
    }
    Figures read = read();
    assertThat(read.total(Metric.EVENTS)).isEqualTo(1_000);
    assertThat(read.total(Metric.ENFORCED)).isEqualTo(333);
    assertThat(read.total(Metric.ENFORCED_OVER)).isEqualTo(333);
    for (Map.Entry<String, Double> one : read.labels(Metric.ENFORCED_OVER).entrySet()) {
      assertThat(one.getValue())
          .isEqualTo(
              number(
                  "SELECT count(*) FROM raw_events WHERE enforced AND action = '%s'"
                      .formatted(one.getKey())));
    }
    assertThat(read.counted(Metric.EVENTS).subList(20, 23))
        .containsExactly(
            number("SELECT count(*) FROM raw_events WHERE ts < '2026-11-26 10:00Z'"),
            number(
                "SELECT count(*) FROM raw_events WHERE ts >= '2026-11-26 10:00Z'"
                    + " AND ts < '2026-11-26 11:00Z'"),
            number("SELECT count(*) FROM raw_events WHERE ts >= '2026-11-26 11:00Z'"));
    minutes.forgetActionsBefore(NOW);
    minutes.forgetBefore(NOW);
    assertThat(DATABASE.texts("SELECT metric FROM dashboard_metrics"))
        .containsExactlyInAnyOrder("minutes_counted", "events_counted");
    assertThat(read().total(Metric.EVENTS)).isEqualTo(1_000);
    figures.forgetBefore(NOW);
    assertThat(read().total(Metric.EVENTS)).isZero();
  }

  /** Also when the minutes of its hour are gone, and when somebody else counts on meanwhile. */
  @Test
  void haveWhatCameAfterItsMinuteWasCounted() throws SQLException {
    Instant ten = Instant.parse("2026-11-26T10:00:00Z");
    event(1, "09:59:30", true);
    event(2, "10:00:30", false);
    minutes.count(ten.minusSeconds(3_600), ten.plusSeconds(60));
    assertThat(read().total(Metric.EVENTS)).isEqualTo(2);
    minutes.forgetActionsBefore(ten);
    event(3, "09:59:40", true);
    event(4, "08:30:00", false);
    event(5, "10:00:40", false);
    event(6, "10:01:10", true);
    event(7, "10:02:10", true);
    minutes.count(ten.plusSeconds(60), ten.plusSeconds(120));
    assertThat(read().total(Metric.EVENTS)).isEqualTo(6);
    assertThat(read().total(Metric.ENFORCED)).isEqualTo(3);
    assertThat(read().labels(Metric.ENFORCED_OVER)).isEqualTo(Map.of("post", 3.0));
    assertThat(
            DATABASE.texts(
                "SELECT value FROM dashboard_metrics WHERE metric = 'events' ORDER BY at"))
        .containsExactly("1", "2", "2", "1");
    minutes.count(ten, ten.plusSeconds(60));
    assertThat(read().total(Metric.EVENTS)).isEqualTo(6);
    event(8, "10:01:20", false);
    minutes.count(ten, ten.plusSeconds(60));
    minutes.count(ten.plusSeconds(120), ten.plusSeconds(180));
    assertThat(read().total(Metric.EVENTS)).isEqualTo(8);
    assertThat(read().total(Metric.ENFORCED)).isEqualTo(4);
  }

  private static void event(int seq, String time, boolean enforced) throws SQLException {
    DATABASE.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action)"
            + " VALUES (%d, '2026-11-26 %sZ', 0, %s, '%d', 'a', 'post')"
                .formatted(seq, time, enforced, seq));
  }

  @Test
  void addAndPutWhatOthersMeasure() throws SQLException {
    figures.add(Metric.LAG, Map.of("1", 5.0, "2", 1.0), NOW);
    figures.add(Metric.LAG, Map.of("1", 7.0), NOW);
    figures.put(Metric.SAMPLE, Map.of("benign", 9.0), NOW);
    figures.put(Metric.SAMPLE, Map.of("benign", 4.0), NOW);
    assertThat(read().labels(Metric.LAG)).isEqualTo(Map.of("1", 12.0, "2", 1.0));
    assertThat(read().last(Metric.SAMPLE, "benign")).hasValue(4);
    assertThat(read().last(Metric.SAMPLE, "flagged")).isEmpty();
  }
}
