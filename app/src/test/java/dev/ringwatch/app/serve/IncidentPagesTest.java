package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deciding about incidents on their page. */
class IncidentPagesTest {

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(data, "ringwatch.operators.second-factor=false");
    execute(
        "INSERT INTO alert_incidents (dedup_key, kind, state, account_id, score, band, provisional,"
            + " details, opened_at, last_evidence_at) SELECT kind || ':' || subject, kind, 'open',"
            + " CASE WHEN kind = 'account' THEN subject END, 81.5, 'high', false,"
            + " '{\"reasons\":[{\"name\":\"burst\",\"points\":81.5,\"sentence\":\"made 90 actions"
            + " within an hour\"}],\"members\":[],\"memberCount\":0}', now(), now()"
            + " FROM (VALUES ('account', 'u1'), ('account', '<b>u2</b>'), ('volume', 'enforced'))"
            + " one (kind, subject)");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void execute(String sql) throws Exception {
    try (Connection connection =
            server.context().getBean(Store.class).pool().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void decide(Visitor visitor, long incident, String decision, String words)
      throws Exception {
    HttpResponse<String> answer =
        visitor.submitTo(
            "/incidents", "/incidents/" + incident, "decision", decision, "words", words);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(303);
    assertThat(Visitor.location(answer)).endsWith("/incidents#i" + incident);
  }

  @Test
  void acknowledgesAssignsAndResolves() throws Exception {
    Operator operator = server.operator(Role.ANALYST);
    Visitor analyst = server.withPassword(operator);
    String before = analyst.get("/incidents").body();
    assertThat(before).contains("I have seen it", "id=\"i1\"", "&lt;b&gt;u2&lt;/b&gt;");
    assertThat(before).contains("href=\"/incidents/3\">enforced");
    decide(analyst, 1, "acknowledge", "");
    assertThat(analyst.get("/incidents").body()).contains("acknowledged");
    decide(analyst, 1, "assign", "maria");
    assertThat(analyst.get("/incidents").body()).contains("acknowledged, with maria");
    decide(analyst, 1, "resolve", "a load test of <i>ours</i>");
    assertThat(analyst.get("/incidents").body()).doesNotContain("id=\"i1\"");
    assertThat(analyst.get("/incidents?open=false").body())
        .contains("resolved, with maria: a load test of &lt;i&gt;ours&lt;/i&gt;")
        .doesNotContain("action=\"/incidents/1\"");
    decide(analyst, 1, "resolve", "once more");
    assertThat(analyst.get("/incidents?open=false").body()).doesNotContain("once more");
  }

  @Test
  void refusesWhatIsNoDecisionAndShowsViewersNoForms() throws Exception {
    Visitor analyst = server.withPassword(server.operator(Role.ANALYST));
    assertThat(analyst.submitTo("/incidents", "/incidents/2", "decision", "burn").statusCode())
        .isEqualTo(400);
    assertThat(analyst.submitTo("/incidents", "/incidents/99", "decision", "resolve").statusCode())
        .isEqualTo(404);
    assertThat(
            analyst
                .submitTo(
                    "/incidents", "/incidents/2", "decision", "assign", "words", "x".repeat(1_001))
                .statusCode())
        .isEqualTo(422);
    Visitor viewer = server.withPassword(server.operator(Role.VIEWER));
    assertThat(viewer.get("/incidents").body()).contains("u2").doesNotContain("<form method");
  }
}
