package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Tick;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.postgres.Scope;
import dev.ringwatch.postgres.log.PostgresEventLog;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An account that is everywhere it can be.
 *
 * @param server the server that knows it
 */
record AccountEverywhere(RunningServer server) {

  /** As no other text has it. */
  static final String ACCOUNT = "acct-7f3kq9zt41";

  @SuppressWarnings("TimeInStaticInitializer") // one day for the whole test
  static final LocalDate YESTERDAY = LocalDate.now(ZoneOffset.UTC).minusDays(1);

  private static String event(String account, String id, Instant at, String more) {
    return "{\"event_id\":\"%s\",\"account_id\":\"%s\",\"action\":\"follow\",\"timestamp\":\"%s\"%s}"
        .formatted(id, account, at, more);
  }

  private HttpResponse<String> send(String events) throws Exception {
    HttpResponse<String> answer =
        server
            .visitor()
            .asProgram()
            .with("Authorization", "Bearer " + server.key(Scope.INGEST))
            .send("POST", "/v1/events", events);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return answer;
  }

  /** Its events, what others say of it, and what is rejected. */
  void sendEvents() throws Exception {
    Instant noon = YESTERDAY.atTime(12, 0).toInstant(ZoneOffset.UTC);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      events.add(
          event(
              ACCOUNT,
              "e-" + ACCOUNT + "-" + i,
              noon.plusSeconds(i),
              ",\"ip\":\"10.9.8.7\",\"device_id\":\"d-%s\",\"session_id\":\"s-%s\",\"target\":\"t-%s\",\"attributes\":{\"note\":\"of %s\"}"
                  .replace("%s", ACCOUNT)));
      events.add(
          event(
              "other-" + i % 3,
              "o-" + i,
              noon.plusSeconds(i),
              ",\"target\":\"%s\",\"target_owner\":\"%s\",\"attributes\":{\"by\":\"%s\"}"
                  .replace("%s", ACCOUNT)));
    }
    events.add("{\"account_id\":\"" + ACCOUNT + "\",\"action\":\"follow\"}");
    send(String.join("\n", events));
  }

  /** What people and the server write of it, in every table that has room for it. */
  void fillTables() throws IOException, SQLException {
    try (InputStream sql =
        Objects.requireNonNull(getClass().getResourceAsStream("/erasure/account.sql"))) {
      String text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
      server.execute(text.replace("$", ACCOUNT));
    }
  }

  /** Rings and findings in the log that have it, and others. */
  void fillLog() {
    PostgresEventLog log = server.context().getBean(PostgresEventLog.class);
    Tick tick = Tick.of(Instant.now().plusSeconds(86_400));
    log.append(
        new ControlRecord(
            "rings",
            tick,
            "{\"changed\":[{\"id\":\"q\",\"score\":50.0,\"members\":[\"$\",\"other-0\",\"other-1\"]},"
                    .replace("$", ACCOUNT)
                + "{\"id\":\"p\",\"score\":50.0,\"members\":[\"$\",\"other-2\"]}],\"ended\":[]}"
                    .replace("$", ACCOUNT)));
    log.append(
        new ControlRecord(
            "findings",
            tick,
            "{\"hunt\":\"bursts\",\"points\":5,\"until\":\"2030-01-01T00:00:00Z\",\"accounts\":[\"$\",\"other-0\"]}"
                .replace("$", ACCOUNT)));
  }
}
