package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What waits for verdicts, written as detection and people write it.
 *
 * @param client a program that may do all
 */
record SampleQueue(RunningServer server, Visitor client) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** That of a server, on which no search for rings was made. */
  static SampleQueue of(RunningServer server) throws SQLException {
    server.execute("INSERT INTO rings_written (at) VALUES (now())");
    String key = "Bearer " + server.key(Scope.values());
    return new SampleQueue(server, server.visitor().asProgram().with("Authorization", key));
  }

  static final String HOSTILE = "\"><script>alert(1)</script>\u202Eabc&x=1#y";

  /** Forgets all. */
  void reset() throws SQLException {
    server.execute(
        "TRUNCATE verdicts, appeals, audit_draws, audit_items, verdict_withdrawals, queue_claims,"
            + " queue_skips, alert_incidents, accounts, rings, risk_scores RESTART IDENTITY CASCADE");
  }

  private static String sql(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Writes a score of 85 of some accounts, with two reasons. */
  void score(String... accounts) throws SQLException {
    for (String account : accounts) {
      server.execute(
          "INSERT INTO accounts (account_id, first_event_at, last_event_at, events,"
              + " enforced_events, risk_score, band, anomaly_score, ring_score, scored_at) VALUES ("
              + sql(account)
              + ", now(), now(), 7, 0, 85, 'high', 85, 0, '2026-11-26 10:00Z');"
              + " INSERT INTO risk_scores VALUES ("
              + sql(account)
              + ", '2026-11-26 10:00Z', 85, 85, 0, '[{\"name\":\"one\",\"points\":90,"
              + "\"text\":\"it does the same all day\"},{\"name\":\"two\",\"points\":-5,"
              + "\"text\":\"it has long been there\"}]', NULL)");
    }
  }

  /** Opens an incident. */
  void open(String kind, String id, double score) throws SQLException {
    boolean ring = kind.equals("ring");
    server.execute(
        "INSERT INTO alert_incidents (dedup_key, kind, state, account_id, ring_id, score, band,"
            + " provisional, details, opened_at, last_evidence_at) VALUES ("
            + sql(kind + ":" + id)
            + ", '%s', 'open', %s, %s, %s, 'high', false,"
                .formatted(kind, ring ? "NULL" : sql(id), ring ? sql(id) : "NULL", score)
            + " '{\"reasons\":[],\"members\":[],\"memberCount\":0}', now(), now())");
  }

  /** Draws an account for the random sample, so long ago that it is due. */
  void sample(String account) throws SQLException {
    server.execute(
        "INSERT INTO audit_draws VALUES ('2026-11-20', 100, 1, now()) ON CONFLICT DO NOTHING;"
            + " INSERT INTO audit_items (account_id, day, inclusion_probability, drawn_at) VALUES ("
            + sql(account)
            + ", '2026-11-20', 0.01, now() - interval '1 day')");
  }

  /**
   * A ring of four, one of them with a name that is chosen to harm, and incidents of it and of two.
   */
  void ring() throws SQLException {
    score("m1", "m2", "m3");
    server.execute("INSERT INTO rings VALUES ('r', 80, 3, 2, now(), now(), NULL, '[]', '[]', 0)");
    for (String member : List.of("m1", "m2", "m3", HOSTILE)) {
      server.execute(
          "INSERT INTO ring_members VALUES ('r', " + sql(member) + ", 'core', now(), NULL)");
    }
    server.execute(
        "INSERT INTO ring_edges VALUES ('r', 'm1', 'm2', 0.9, 1e-9, '{\"shared\":1,\"evidence\":"
            + "[{\"kind\":\"device\",\"value\":\"d\",\"accounts\":2,\"sentence\":\"both used d\"}]}')");
    open("ring", "r", 80);
    open("account", "m1", 80);
    open("account", "m3", 80);
  }

  /** A new analyst who has signed in. */
  Visitor analyst() throws Exception {
    return server.withPassword(server.operator(Role.ANALYST));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The address of the page of an account's item. */
  static String item(String account) {
    return "/queue/item?account=" + encoded(account);
  }

  /** Sends a form of the page at an address; where it leads. */
  static String go(Visitor visitor, String page, String action, String... fields) throws Exception {
    HttpResponse<String> answer = visitor.submitTo(page, action, fields);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(303);
    return Visitor.location(answer);
  }

  /** What was decided about an account, the newest first. */
  String verdictOf(String account) throws Exception {
    return JSON.readTree(client.get("/v1/verdicts?account=" + encoded(account)).body())
        .path("verdicts")
        .valueStream()
        .map(one ->
            one.get("verdict").asString()
                + " "
                + one.get("origin").asString()
                + (one.get("withdrawn_at").isNull() ? "" : " withdrawn"))
        .toList()
        .toString();
  }
}
