package dev.ringwatch.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.log.LogEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write by COPY as plain SQL sees it, and the other way round. */
class EventRowsTest {

  private static final Instant RECEIVED = Instant.parse("2026-01-06T00:00:00.000001Z");
  private static final EventLogConfig CONFIG =
      EventLogConfig.ofDefaults()
          .withWaits(Duration.ofSeconds(60), Duration.ZERO)
          .withEntries(20_000, 0, 1_000);

  @AutoClose private static final LogDatabase DATABASE = LogDatabase.create();

  @BeforeEach
  void emptyDatabase() throws SQLException {
    DATABASE.empty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void decodesWhatItEncoded(long seed) throws IOException {
    AwkwardEvents awkward = new AwkwardEvents(seed);
    List<Event> events = new ArrayList<>(awkward.next(500));
    events.addAll(awkward.atTheEndsOfTime());
    events.add(awkward.longest(3_000));
    EncodedEvents encoded = EncodedEvents.of(events, RECEIVED, seed);
    RowFields row = new RowFields();
    assertThat(row.next(new byte[21])).as("the header, and a row of no fields").isTrue();
    for (int i = 0; i < events.size(); i++) {
      encoded.number(i, i + 17L);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      encoded.write(i, i + 1, out);
      assertThat(row.next(out.toByteArray())).isTrue();
      assertThat(row.number()).isEqualTo(i + 17L);
      assertThat(row.event()).isEqualTo(events.get(i));
    }
    assertThat(row.next(new byte[] {-1, -1})).isFalse();
  }

  @Test
  void writesRowsThatPlainSqlReads() throws SQLException {
    AwkwardEvents awkward = new AwkwardEvents(4);
    List<Event> events = new ArrayList<>(awkward.next(300));
    events.addAll(awkward.atTheEndsOfTime());
    try (PostgresEventLog log =
        PostgresEventLog.open(DATABASE.dataSource(), CONFIG, () -> RECEIVED)) {
      log.append(events);
    }
    try (Connection connection = DATABASE.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM raw_events ORDER BY seq")) {
      for (int i = 0; i < events.size(); i++) {
        assertThat(row.next()).isTrue();
        assertThat(row.getLong("seq")).isEqualTo(i + 1L);
        assertThat(instant(row, "received_at")).isEqualTo(RECEIVED);
        assertThat(event(row)).isEqualTo(events.get(i));
      }
      assertThat(row.next()).isFalse();
    }
    assertThat(DATABASE.number("SELECT count(*) FROM raw_events_default")).isZero();
    assertThat(DATABASE.number("SELECT count(*) FROM raw_events WHERE attributes = '{}'"))
        .as("no attributes are null")
        .isZero();
  }

  @Test
  void readsRowsThatPlainSqlWrote() throws SQLException, InterruptedException {
    AwkwardEvents awkward = new AwkwardEvents(5);
    List<Event> events = new ArrayList<>(awkward.next(300));
    events.addAll(awkward.atTheEndsOfTime());
    try (Connection connection = DATABASE.dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO raw_events ("
                    + EventColumns.READ
                    + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
                    + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)")) {
      for (int i = 0; i < events.size(); i++) {
        insert(insert, i + 1L, events.get(i));
      }
    }
    try (PostgresEventLog log = DATABASE.open(CONFIG)) {
      assertThat(log.lastSeq()).isEqualTo(events.size());
      assertThat(log.read(0, 1_000, Duration.ZERO).entries())
          .isEqualTo(events.stream().map(LogEntry.Recorded::new).toList());
      assertThat(log.append(events).duplicates()).isEqualTo(events.size());
    }
  }

  @Test
  void readsJsonAsPostgresWritesIt() {
    assertThat(FlatJson.values("{}")).isEmpty();
    assertThat(FlatJson.values("{\"a\": \"b\", \"\": \"\\u00e9\\n\\\\\\\"/\\t\"}"))
        .isEqualTo(Map.of("a", "b", "", "é\n\\\"/\t"));
    assertThatThrownBy(() -> FlatJson.values("{\"a\": 1}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void insert(PreparedStatement insert, long seq, Event event) throws SQLException {
    insert.setLong(1, seq);
    insert.setObject(2, event.timestamp().atOffset(ZoneOffset.UTC));
    String[] texts = {
      event.id(),
      event.account().value(),
      event.action(),
      event.ip(),
      event.device(),
      event.session(),
      event.target(),
      event.targetOwner()
    };
    for (int i = 0; i < texts.length; i++) {
      insert.setString(3 + i, texts[i]);
    }
    insert.setShort(11, EventColumns.number(event.outcome()));
    insert.setBoolean(12, event.enforced());
    insert.setString(13, event.payment());
    insert.setString(14, event.userAgent());
    insert.setString(15, event.country());
    if (event.accountCreatedAt() == null) {
      insert.setNull(16, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      insert.setObject(16, event.accountCreatedAt().atOffset(ZoneOffset.UTC));
    }
    insert.setString(17, event.source());
    insert.setString(18, event.attributes().isEmpty() ? null : FlatJson.text(event.attributes()));
    insert.executeUpdate();
  }

  private static Event event(ResultSet row) throws SQLException {
    String attributes = row.getString("attributes");
    Instant timestamp = instant(row, "ts");
    assertThat(timestamp).isNotNull();
    return new Event(
        row.getString("event_id"),
        new AccountId(row.getString("account_id")),
        row.getString("action"),
        timestamp,
        row.getString("ip"),
        row.getString("device_id"),
        row.getString("session_id"),
        row.getString("target"),
        row.getString("target_owner"),
        List.of(Outcome.SUCCESS, Outcome.FAILURE, Outcome.UNKNOWN).get(row.getInt("outcome")),
        row.getBoolean("enforced"),
        row.getString("payment_id"),
        row.getString("user_agent"),
        row.getString("country"),
        instant(row, "account_created_at"),
        row.getString("source"),
        attributes == null ? Map.of() : FlatJson.values(attributes));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
