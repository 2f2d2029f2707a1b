package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import dev.ringwatch.postgres.audit.AuditRows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables as files, over a real socket, of things whose names are chosen to harm. */
class CsvTest {

  private static final String HOSTILE = "=cmd|' /C calc'!A0";
  private static final String QUOTED = HOSTILE.replace("'", "''");

  /** The table, and what its address takes besides. */
  private static final Map<String, String> ADDRESSES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("accounts", ""),
              Map.entry("accounts-by-age", ""),
              Map.entry("accounts-by-risk", ""),
              Map.entry("bursts-by-hour", ""),
              Map.entry("enforcement-outcomes", ""),
              Map.entry("model-drift", ""),
              Map.entry("model-features", "?id=%3Dcmd%7C%27%20/C%20calc%27!A0"),
              Map.entry("models", ""),
              Map.entry("account-scores", "?id=%3Dcmd%7C%27%20/C%20calc%27!A0"),
              Map.entry("archives", ""),
              Map.entry("audit", "?object=%3Dcmd%7C%27%20/C%20calc%27!A0"),
              Map.entry("configuration", ""),
              Map.entry("days", ""),
              Map.entry("deliveries", ""),
              Map.entry("endpoints", ""),
              Map.entry("events", "?action=login"),
              Map.entry("hunts", ""),
              Map.entry("incident-history", "?incident=1"),
              Map.entry("incidents", ""),
              Map.entry("overview", "?range=7d"),
              Map.entry("keys", ""),
              Map.entry("listed", "?list=watch"),
              Map.entry("operators", ""),
              Map.entry("rejected", ""),
              Map.entry("queue", ""),
              Map.entry("ring-edges", "?ring=r1"),
              Map.entry("ring-history", "?ring=r1"),
              Map.entry("ring-members", "?ring=r1"),
              Map.entry("rings", ""),
              Map.entry("set-aside", ""),
              Map.entry("silences", ""),
              Map.entry("suppressions", ""),
              Map.entry("thresholds", "")));

  private static final Set<String> OF_ADMINISTRATORS =
      Set.of("archives", "audit", "configuration", "endpoints", "keys", "operators");

  /** Tables in which nobody from outside writes anything. */
  private static final Set<String> OF_FIGURES =
      Set.of(
          "accounts-by-age",
          "accounts-by-risk",
          "bursts-by-hour",
          "days",
          "enforcement-outcomes",
          "model-drift");

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor admin;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor viewer;

  @BeforeAll
  static void start() throws Exception {
    Path hunts = data.resolve("hunts");
    Files.createDirectories(hunts);
    Files.writeString(
        hunts.resolve("harm.sql"),
        "-- title: @SUM(A1)\n-- question: -1+1\n-- hit: +1\n-- innocent: =1\nSELECT 1 AS one\n");
    server =
        new RunningServer(
            data,
            "ringwatch.operators.second-factor=false",
            "ringwatch.operators.sign-on.name=@SUM(A1)",
            "ringwatch.hunts.directory=" + hunts);
    admin = server.withPassword(server.operator(Role.ADMIN));
    viewer = server.withPassword(server.operator(Role.VIEWER));
    server.context().getBean(EventLog.class).append(List.of(hostileEvent()));
    for (String statement : STORED.strip().split(";\n", -1)) {
      server.execute(statement.replace("$H", QUOTED));
    }
    assertThat(file(viewer, "account-scores").statusCode()).as("what is audited").isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Instant now() {
    return server.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Event hostileEvent() {
    return Event.builder(new AccountId(HOSTILE), "login", now())
        .id("e1")
        .ip(HOSTILE)
        .device("\tTAB")
        .session("@session")
        .target("-target")
        .targetOwner("+owner")
        .payment("＝pay")
        .userAgent("\rreturn")
        .country("@NL")
        .source(HOSTILE)
        .build();
  }

  private static final String STORED =
      """
      INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,
        risk_score, band, anomaly_score, ring_score, ring_id, scored_at)
        VALUES ('$H', now(), now(), 7, 0, 91.5, 'high', 50, 0, '$H', now());
      INSERT INTO dashboard_hours (at, metric, label, value)
        VALUES (date_trunc('hour', now()), 'reasons', '$H', 2);
      INSERT INTO risk_scores (account_id, scored_at, risk_score, anomaly_score, ring_score, model_id,
        reasons) VALUES ('$H', now(), 91.5, 50, 0, '$H', '[]');
      INSERT INTO rings (ring_id, ring_score, members, edges, first_seen_at, last_seen_at, reasons,
        coincidences, print) VALUES ('r1', 50, 2, 1, now(), now(),
        '[{"name":"a","points":50,"sentence":"=1+1"}]', '[]', 0), ('$H', 40, 2, 1, now(), now(),
        '[]', '[]', 0);
      INSERT INTO rings_written (at) VALUES (now());
      INSERT INTO ring_members (ring_id, account_id, role, joined_at) VALUES ('r1', '$H', 'core', now());
      INSERT INTO ring_edges (ring_id, account_a, account_b, weight, p_value, evidence)
        VALUES ('r1', '$H', '@b', 0.5, 1e-9,
        '{"shared":1,"evidence":[{"kind":"=kind","value":"v","accounts":2,"sentence":"s"}]}');
      INSERT INTO ring_history (ring_id, at, kind, members, joined_count, left_count, joined_accounts,
        left_accounts) VALUES ('r1', now(), 'grew', 2, 1, 1, '["=a","b"]', '["@c"]');
      INSERT INTO alert_incidents (dedup_key, kind, state, provisional, score, band, details,
        opened_at, last_evidence_at, acknowledged_by, acknowledged_at, assigned_to, closed_at,
        closed_by, close_reason)
        VALUES ('account:$H', 'account', 'resolved', false, 91.5, 'high',
        '{"reasons":[{"name":"a","points":50,"sentence":"-1"}],"members":[],"member_count":0}',
        now(), now(), '$H', now(), '@somebody', now(), '+1', '$H');
      INSERT INTO alert_incidents (dedup_key, kind, state, account_id, provisional, score, band,
        details, opened_at, last_evidence_at)
        VALUES ('account:$H', 'account', 'open', '$H', false, 91.5, 'high',
        '{"reasons":[],"members":[],"member_count":0}', now(), now());
      INSERT INTO alert_moves (incident_id, move, at, last_at, who, words)
        VALUES (1, 'resolved', now(), now(), '$H', '$H');
      INSERT INTO alert_silences (kinds, subject, reason, starts_at, ends_at, rhythm, until,
        created_by, created_at, ended_at, ended_by) VALUES (ARRAY['account'], '$H', '$H', now(),
        now() + interval '1 hour', 'once', now() + interval '1 hour', '$H', now(), now(), '$H');
      INSERT INTO alert_suppressions (dedup_key, cause, reason, score, first_at, last_at)
        VALUES ('account:$H', 'allowed', '$H', 12.5, now(), now());
      INSERT INTO threshold_history (kind, origin, state, threshold, previous_threshold, reason,
        proposed_by, proposed_at) VALUES ('account', 'hand', 'proposed', 80, 70, '$H', '$H', now());
      INSERT INTO alert_endpoints (name, format, url, least_band, kinds, secret, created_at,
        disabled_at, disabled_reason) VALUES ('$H', 'json', 'https://example.com/x', 'low',
        ARRAY['account'], '\\x00', now(), now(), '$H');
      INSERT INTO alert_deliveries (incident_id, endpoint_id, change, state, state_reason, payload,
        created_at, waiting_since, dead_at) VALUES (1, 1, '', 'dead', '$H', '{}', now(), now(), now());
      INSERT INTO models (id, trained_at, effective_from, seed, window_from, window_to, accounts,
        features, statistics, body) VALUES ('$H', now(), now(), 1, now(), now(), 5, '{}',
        '{"accounts":5,"events":9,"features":{"=a":{"known":5,"quantiles":{"1.0":3}}}}', '{}');
      INSERT INTO dashboard_metrics (metric, at, value) VALUES ('bursts', date_trunc('hour', now()), 3);
      INSERT INTO archived_days (day, part, file, events, bytes, checksum, after_seq, through_seq,
        schema_version, written_at) VALUES ('2026-01-05 00:00:00+00', 1, '$H', 1, 1, repeat('0', 64),
        0, 1, '1', now());
      INSERT INTO api_keys (name, scopes, secret_hash, created_at)
        VALUES ('$H', ARRAY['read'], decode(repeat('00', 32), 'hex'), now());
      INSERT INTO operators (login, display_name, role, created_at, sessions_since)
        VALUES ('$H', '$H', 'viewer', now(), now());
      INSERT INTO listed (kind, what, value, reason, created_by, created_at)
        VALUES ('watch', 'account', '$H', '$H', 'operator 1', now());
      INSERT INTO rejected_events (received_at, batch_index, kind, reason, text)
        VALUES (now(), 0, 'unusable', '$H', '$H');
      INSERT INTO set_aside (seq, kind, error, set_aside_at) VALUES (1, 'event', '$H', now())
      """;

  static Set<String> tables() {
    return ADDRESSES.keySet();
  }

  private static HttpResponse<String> file(Visitor visitor, String table) throws Exception {
    return visitor.get("/csv/" + table + ADDRESSES.get(table));
  }

  private static List<CsvRecord> read(String text) {
    return CsvReader.builder().ofCsvRecord(text).stream().toList();
  }

  @Test
  void knowsEveryTableThereIs() {
    Set<String> names = new TreeSet<>();
    server.context().getBeansOfType(CsvTable.class).values().forEach(t -> names.add(t.name()));
    assertThat(names).isEqualTo(tables());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void hasNoCellThatASpreadsheetWouldRun(String table) throws Exception {
    HttpResponse<String> answer = file(admin, table);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .matches("attachment; filename=\"ringwatch-" + table + "-[0-9]{8}-[0-9]{4}\\.csv\"");
    List<CsvRecord> rows = read(answer.body());
    assertThat(rows).hasSizeGreaterThan(table.equals("model-drift") ? 0 : 1);
    int guarded = 0;
    for (CsvRecord row : rows) {
      assertThat(row.getFieldCount()).as("%s", row).isEqualTo(rows.getFirst().getFieldCount());
      for (String cell : row.getFields()) {
        assertThat(cell).matches("(?s)(?![=+@\\t\\r\\n＝＋－＠]|-(?![0-9.]+$)).*");
        guarded += cell.matches("(?s)'[=+@\\t\\r\\n＝＋－＠-].*") ? 1 : 0;
      }
    }
    assertThat(guarded > 0)
        .as("cells of %s that would harm", table)
        .isEqualTo(!OF_FIGURES.contains(table));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void isForThoseWhoMaySeeThePage(String table) throws Exception {
    assertThat(file(server.visitor().asProgram(), table).statusCode()).isEqualTo(401);
    int status = file(server.withPassword(server.operator(Role.VIEWER)), table).statusCode();
    assertThat(status).isEqualTo(OF_ADMINISTRATORS.contains(table) ? 403 : 200);
  }

  @Test
  void recordsWhatWasTakenAsALook() throws Exception {
    viewer.get("/csv/rings?min_members=2");
    viewer.get("/csv/ring-members?ring=r1");
    viewer.get("/csv/ring-members?ring=none");
    viewer.get("/csv/events?account_id=somebody&action=login");
    List<String> recorded = new ArrayList<>();
    server
        .context()
        .getBean(AuditRows.class)
        .forEach(
            null,
            null,
            row ->
                recorded.add(
                    "%s %s %s %s"
                        .formatted(
                            row.action(),
                            row.object().plain().orElse("?"),
                            row.outcome(),
                            new TreeMap<>(row.details().plain().orElseThrow()))));
    assertThat(recorded)
        .endsWith(
            "ring.list  done {format=csv, min_members=2}",
            "ring.members r1 done {format=csv}",
            "ring.members none not_found {format=csv}",
            "account.events somebody done {action=login, format=csv}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | /csv/rings?limit=5 | takes no limit",
        "400 | /csv/rings?cursor=a | takes no cursor",
        "400 | /csv/rings?colour=red | there is no parameter",
        "400 | /csv/overview?range=1y | range is one of 24h, 7d, 30d, not 1y",
        "400 | /csv/accounts?band=purple | band is one of low, medium, high, not purple",
        "400 | /csv/events?ip=10.0.0.0/8 | not a network",
        "400 | /csv/ring-members | name a ring, as ring=ID",
        "400 | /csv/incident-history | name an incident",
        "404 | /csv/incident-history?incident=99999 | nothing of that id",
        "404 | /csv/incident-history?incident=abc | nothing of that id",
        "404 | /csv/ring-edges?ring=%00 | nothing of that id",
        "404 | /csv/account-scores?id=nobody | nothing of that id",
        "400 | /csv/model-features | name a model, as id=ID",
        "404 | /csv/model-features?id=%00 | nothing of that id",
        "400 | /csv/accounts?below_score=101 | below_score is a number from 0 to 100",
        "400 | /csv/accounts?opened=yes | opened is unknown, not yes",
        "400 | /csv/accounts?opened_after=1d | opened_after is a time such as",
        "400 | /csv/accounts?opened=unknown&opened_until=2026-03-31T00:00:00Z | leave out",
        "400 | /csv/accounts?enforced=no | enforced is one of any, open, confirmed",
        "404 | /csv/nothing | there is no table of that name",
      })
  void refusesWhatIsNoTableWithASentence(int status, String path, String sentence)
      throws Exception {
    HttpResponse<String> answer = viewer.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(sentence);
    assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
  }

  @Test
  void hasAllRowsThatThePageHasWithItsFilters() throws Exception {
    List<Event> many = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      many.add(
          Event.builder(new AccountId("busy" + i % 7), "post", now())
              .id("m" + i)
              .device(i % 2 == 0 ? "even" : "odd")
              .build());
    }
    server.context().getBean(EventLog.class).append(many);
    List<CsvRecord> rows = read(viewer.get("/csv/events?action=post&device_id=even").body());
    int id = rows.getFirst().getFields().indexOf("event_id");
    assertThat(rows.stream().skip(1).map(row -> row.getField(id)))
        .hasSize(1_250)
        .doesNotHaveDuplicates()
        .allMatch(event -> Integer.parseInt(event.substring(1)) % 2 == 0);
  }

  @Test
  void readsEventsWhileAllTurnsOfSearchesAreTaken() throws Exception {
    server
        .context()
        .getBean(EventLog.class)
        .append(
            IntStream.range(0, 300)
                .mapToObj(i ->
                    Event.builder(new AccountId("held"), "act", now())
                        .id("held" + i)
                        .device("held-device")
                        .build())
                .toList());
    String key = "Bearer " + server.key(Scope.READ);
    List<CompletableFuture<Integer>> searches = new ArrayList<>();
    try (Connection other =
            server.context().getBean(Store.class).pool().dataSource().getConnection();
        Statement lock = other.createStatement()) {
      other.setAutoCommit(false);
      // A search by account looks there first.
      lock.execute("LOCK TABLE accounts IN ACCESS EXCLUSIVE MODE");
      for (int i = 0; i < 2; i++) {
        Visitor program = server.visitor().asProgram().with("Authorization", key);
        searches.add(CompletableFuture.supplyAsync(() -> searchOf("held", program)));
      }
      Await.until(() -> server.count(STUCK) == 2);
      assertThat(read(viewer.get("/csv/events?device_id=held-device").body())).hasSize(301);
      other.rollback();
    }
    searches.forEach(search -> assertThat(search).succeedsWithin(Duration.ofMinutes(1)));
  }

  private static final String STUCK =
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
          + " AND query LIKE 'SELECT last_event_at, events FROM accounts%'";

  private static int searchOf(String account, Visitor program) {
    try {
      return program.get("/v1/events?account_id=" + account).statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void cutsOffWhatItCannotReadToTheEnd() throws Exception {
    server.execute(
        """
        INSERT INTO rings (ring_id, ring_score, members, edges, first_seen_at, last_seen_at, reasons,
          coincidences, print) VALUES ('long', 1, 2, 1, now(), now(), '[]', '[]', 0)
        """);
    // The oldest, which is read last, is not what it ought to be.
    server.execute(
        """
        INSERT INTO ring_history (ring_id, at, kind, members, joined_count, left_count,
          joined_accounts, left_accounts)
        SELECT 'long', now(), 'grew', 2, 1, 1, CASE WHEN n = 1 THEN '{"a":{}}' ELSE '["a"]' END::jsonb, '[]'
        FROM generate_series(1, 2500) n
        """);
    assertThatThrownBy(() -> viewer.get("/csv/ring-history?ring=long"))
        .isInstanceOf(IOException.class);
    String raw = raw("/csv/ring-history?ring=long");
    assertThat(raw)
        .startsWith("HTTP/1.1 200")
        .contains("Transfer-Encoding: chunked", "This file is not whole")
        .doesNotEndWith("0\r\n\r\n")
        .doesNotContain("Exception");
    // Some rows are split by the marks between pieces of the answer.
    assertThat(raw.lines().filter(line -> line.startsWith("long,")).count())
        .isBetween(2_400L, 2_499L);
  }

  private static String raw(String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(30_000);
      String request =
          "GET %s HTTP/1.1\r\nHost: a\r\nUser-Agent: test browser\r\nCookie: %s=%s\r\n\r\n"
              .formatted(path, Visitor.SESSION, viewer.cookie(Visitor.SESSION));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
