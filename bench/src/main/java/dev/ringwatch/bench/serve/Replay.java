package dev.ringwatch.bench.serve;

import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.pipeline.PipelineConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The run that nothing interrupted: the log out of the database through a fresh pipeline in this
 * process, past the server, its snapshots and its own reading of the log. What it says of an
 * account is what the server must have said.
 */
final class Replay {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int ROWS_AT_A_TIME = 10_000;
  private static final int SHOWN = 5;
  private static final Outcome[] OUTCOMES = {Outcome.SUCCESS, Outcome.FAILURE, Outcome.UNKNOWN};

  private static final String LOG =
      """
      SELECT seq, NULL AS kind, 0 AS effective_from_minute, NULL AS body, event_id, account_id, action, ts, ip,
        device_id, session_id, target, target_owner, outcome, enforced, payment_id, user_agent, country,
        account_created_at, source, attributes
      FROM raw_events WHERE seq <= ?
      UNION ALL
      SELECT seq, kind, effective_from_minute, body, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL
      FROM control_records WHERE seq <= ?
      ORDER BY seq\
      """;

  private final EmbeddedDriver driver;

  private Replay(EmbeddedDriver driver) {
    this.driver = driver;
  }

  /** Reads the log up to an entry through a pipeline with the server's configuration and key. */
  static Replay upTo(long seq, PostgresFiles postgres, PipelineConfig config)
      throws IOException, SQLException {
    try (Database database = Database.open(postgres)) {
      Connection connection = database.connection();
      var driver =
          new EmbeddedDriver(
              config.withHashKey(hashKey(connection)), DriverLayout.of(1, 1).withLiveScores());
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(LOG)) {
        statement.setLong(1, seq);
        statement.setLong(2, seq);
        statement.setFetchSize(ROWS_AT_A_TIME);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            take(driver, rows);
          }
        }
      }
      return new Replay(driver);
    }
  }

  /** The server's own key, under which alone all estimates are its. */
  private static HashKey hashKey(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT first_half, second_half FROM hash_key")) {
      row.next();
      return new HashKey(row.getLong(1), row.getLong(2));
    }
  }

  private static void take(EmbeddedDriver driver, ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    if (kind == null) {
      driver.accept(0, event(row));
      return;
    }
    Tick effectiveFrom = new Tick(row.getLong("effective_from_minute"));
    driver.accept(
        ControlRecords.read(new ControlRecord(kind, effectiveFrom, row.getString("body"))));
  }

  private static Event event(ResultSet row) throws SQLException {
    Instant time = row.getTimestamp("ts").toInstant();
    return Event.builder(new AccountId(row.getString("account_id")), row.getString("action"), time)
        .id(row.getString("event_id"))
        .ip(row.getString("ip"))
        .device(row.getString("device_id"))
        .session(row.getString("session_id"))
        .target(row.getString("target"))
        .targetOwner(row.getString("target_owner"))
        .outcome(OUTCOMES[row.getInt("outcome")])
        .enforced(row.getBoolean("enforced"))
        .payment(row.getString("payment_id"))
        .userAgent(row.getString("user_agent"))
        .country(row.getString("country"))
        .accountCreatedAt(instant(row.getTimestamp("account_created_at")))
        .source(row.getString("source"))
        .attributes(attributes(row.getString("attributes")))
        .build();
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private static Map<String, String> attributes(@Nullable String json) {
    if (json == null) {
      return Map.of();
    }
    Map<String, String> attributes = new HashMap<>();
    JSON.readTree(json)
        .properties()
        .forEach(entry -> attributes.put(entry.getKey(), entry.getValue().asString("")));
    return attributes;
  }

  /** Fails if the server said anything else of an account. */
  void requireSame(ScoreBook served) {
    List<String> different = new ArrayList<>();
    served
        .answers()
        .forEach((account, answer) -> {
          Optional<LiveScore> live = driver.liveScore(new AccountId(account));
          String difference =
              live.map(score -> difference(score, answer)).orElse("is unknown to the replay");
          if (!difference.isEmpty()) {
            different.add(account + ": " + difference);
          }
        });
    if (!different.isEmpty()) {
      throw new IllegalStateException(
          "%d of %d accounts are scored otherwise by a replay up to entry %d, such as%n%s"
              .formatted(
                  different.size(),
                  served.answers().size(),
                  served.seq(),
                  String.join("\n", different.subList(0, Math.min(SHOWN, different.size())))));
    }
  }

  private static String difference(LiveScore live, JsonNode served) {
    AccountAnswer answer = new AccountAnswer(served);
    StringBuilder said = new StringBuilder();
    double risk = live.score().map(score -> score.risk().score()).orElse(Double.NaN);
    double anomaly = live.score().map(score -> score.anomaly()).orElse(Double.NaN);
    compare(said, "risk_score", answer.risk(), risk);
    compare(said, "anomaly_score", answer.anomaly(), anomaly);
    compare(said, "events", answer.events(), live.vector().events());
    compare(said, "last_event", answer.lastEventMillis(), live.lastEvent().toEpochMilli());
    for (Feature feature : Feature.values()) {
      compare(said, feature.label(), answer.feature(feature.label()), live.vector().value(feature));
    }
    return said.toString();
  }

  private static void compare(StringBuilder said, String name, Object served, Object replayed) {
    if (!served.equals(replayed)) {
      said.append(name).append(" ").append(served).append(", not ").append(replayed).append("; ");
    }
  }
}
