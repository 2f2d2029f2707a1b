package dev.ringwatch.app.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.DecodeOptions;
import dev.ringwatch.ingest.EventDecoder;
import dev.ringwatch.ingest.EventStream;
import dev.ringwatch.ingest.Rejected;
import dev.ringwatch.ingest.UnreadableInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what DuckDB writes; what a CSV file of the same rows gives is the reference. */
class ParquetTableTest {

  private static final DecodeOptions OPTIONS =
      DecodeOptions.ofDefaults(Instant.parse("2026-06-01T12:00:00Z"));

  @TempDir private Path directory;

  private final List<Event> events = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();

  /** Rows with nulls, repeated and unique values, in order of time. */
  private static String rows(int count) {
    return """
    SELECT 'e' || i AS event_id, 'a' || (i * 7919 %% 1009) AS account_id,
      CASE i %% 3 WHEN 0 THEN 'login_failed' WHEN 1 THEN 'view' ELSE 'post' END AS action,
      TIMESTAMPTZ '2026-01-02 00:00:00.123+00' + INTERVAL (i * 37) MILLISECOND AS timestamp,
      CASE WHEN i %% 5 = 0 THEN NULL ELSE '10.0.' || (i %% 200) || '.1' END AS ip,
      CASE WHEN i %% 2 = 0 THEN 'dev-' || (i %% 311) END AS device_id,
      i %% 11 = 0 AS enforced, 'größer ' || (i %% 4) AS note, i AS number
    FROM range(%d) t(i)\
    """
        .formatted(count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CODEC 'snappy'",
        "CODEC 'zstd'",
        "CODEC 'gzip'",
        "CODEC 'lz4_raw'",
        "CODEC 'uncompressed'",
        "CODEC 'zstd', ROW_GROUP_SIZE 2048",
        "CODEC 'snappy', PARQUET_VERSION V2",
        "CODEC 'zstd', PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 1",
        "CODEC 'snappy', DICTIONARY_SIZE_LIMIT 1",
      })
  void readsTheEventsThatCsvGives(String options) throws IOException, SQLException {
    Path csv = directory.resolve("events.csv");
    DuckDb.run(
        "COPY (SELECT * REPLACE (strftime(timestamp, '%%Y-%%m-%%dT%%H:%%M:%%S.%%gZ') AS timestamp)"
                .replace("%%", "%")
            + " FROM (%s)) TO '%s' (HEADER)".formatted(rows(30_000), csv));
    Path parquet = DuckDb.write(directory.resolve("events.parquet"), rows(30_000), options);
    try (InputStream in = Files.newInputStream(csv)) {
      drain(new EventDecoder(OPTIONS).open(in, rejected::add));
    }
    List<Event> expected = List.copyOf(events);
    assertThat(rejected).isEmpty();
    events.clear();
    read(parquet);
    assertThat(rejected).isEmpty();
    assertThat(events).hasSize(30_000).isEqualTo(expected);
    assertThat(new EventDecoder(OPTIONS).isOrdered(ParquetTable.open(parquet, read -> {})))
        .isTrue();
  }

  @Test
  void seesDisorder() throws IOException, SQLException {
    Path file =
        DuckDb.write(directory.resolve("e.parquet"), rows(9_000) + " ORDER BY (i + 1) % 9000", "");
    assertThat(new EventDecoder(OPTIONS).isOrdered(ParquetTable.open(file, read -> {}))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "CAST(1767322984567 AS BIGINT); 2026-01-02T03:03:04.567Z",
        "CAST(1767322984567 AS DOUBLE); 2026-01-02T03:03:04.567Z",
        "CAST(1767322984567 AS DECIMAL(18,0)); 2026-01-02T03:03:04.567Z",
        "'2026-01-02T03:03:04.567+00:00'; 2026-01-02T03:03:04.567Z",
        "TIMESTAMPTZ '2026-01-02 05:03:04.567891+02'; 2026-01-02T03:03:04.567891Z",
        "TIMESTAMPTZ '2026-01-02 03:03:04+00'; 2026-01-02T03:03:04Z",
        "TIMESTAMPTZ '2000-02-29 23:59:59.999999+00'; 2000-02-29T23:59:59.999999Z",
      })
  void readsPointsInTime(String value, Instant expected) throws IOException, SQLException {
    readColumn("timestamp", value);
    assertThat(rejected).isEmpty();
    assertThat(events.getFirst().timestamp()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "TIMESTAMP '2026-01-02 03:03:04.567'; has no time zone",
        "TIMESTAMP_NS '2026-01-02 03:03:04.567890123'; has no time zone",
        "TIMESTAMP_MS '2026-01-02 03:03:04.567'; has no time zone",
        "DATE '2026-01-02'; has no time zone",
        "TIMESTAMPTZ '2999-01-02 03:03:04+00'; in the future",
        "TIMESTAMPTZ '1977-01-02 03:03:04+00'; lies before 1990",
        "CAST(7 AS TINYINT); lies before 1990",
        "CAST(NULL AS TIMESTAMPTZ); timestamp is missing",
        "CAST('NaN' AS DOUBLE); is not a time",
        "true; is not a time",
        "'soon'; is not a time",
      })
  void rejectsOtherTimesAsCsvDoes(String value, String reason) throws IOException, SQLException {
    readColumn("timestamp", value);
    assertThat(events).isEmpty();
    assertThat(rejected).hasSize(1);
    assertThat(rejected.getFirst().reason()).contains(reason);
    assertThat(rejected.getFirst().line()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "CAST(4711 AS BIGINT); 4711",
        "CAST(-9223372036854775808 AS BIGINT); -9223372036854775808",
        "CAST(18446744073709551615 AS UBIGINT); 18446744073709551615",
        "CAST(4294967295 AS UINTEGER); 4294967295",
        "CAST(12345 AS DOUBLE); 12345",
        "CAST(0.5 AS DOUBLE); 0.5",
        "CAST(17 AS FLOAT); 17",
        "CAST(1234567890123456789012345678 AS DECIMAL(38,0)); 1234567890123456789012345678",
        "CAST(12.50 AS DECIMAL(9,2)); 12.50",
        "CAST(12.50 AS DECIMAL(18,2)); 12.50",
        "UUID '5a0f7c1e-0000-4000-8000-00000000abcd'; 5a0f7c1e-0000-4000-8000-00000000abcd",
        "CAST('x' AS ENUM ('x', 'y')); x",
        "'\\x00\\x01\\xFF'::BLOB; 0001ff",
        "'abc'::BLOB; abc",
        "DATE '2026-01-02'; 2026-01-02",
        "TIME '03:04:05.678'; 03:04:05.678",
        "true; true",
        "'  anna '; anna",
      })
  void readsIdsOfEveryType(String value, String expected) throws IOException, SQLException {
    readColumn("account_id", value);
    assertThat(rejected).isEmpty();
    assertThat(events.getFirst().account().value()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "CAST(NULL AS VARCHAR); account_id is missing",
        "''; account_id is empty",
        "'null'; which stands for nothing",
        "'a' || chr(7); control character",
        "repeat('x', 5000); has 5000 characters",
        "repeat('x', 2000000); the row is longer than",
      })
  void rejectsIdsAsCsvDoes(String value, String reason) throws IOException, SQLException {
    readColumn("account_id", value);
    assertThat(events).isEmpty();
    assertThat(rejected).hasSize(1);
    assertThat(rejected.getFirst().reason()).contains(reason);
    assertThat(rejected.getFirst().text()).hasSizeLessThan(300);
  }

  private void readColumn(String name, String value) throws IOException, SQLException {
    List<String> columns = new ArrayList<>(List.of(value + " AS " + name));
    Map.of(
            "account_id", "'a' AS account_id",
            "action", "'view' AS action",
            "timestamp", "TIMESTAMPTZ '2026-01-02 00:00:00+00' AS timestamp")
        .forEach((column, usual) -> {
          if (!column.equals(name)) {
            columns.add(usual);
          }
        });
    read(
        DuckDb.write(directory.resolve("one.parquet"), "SELECT " + String.join(", ", columns), ""));
  }

  @Test
  void leavesListsAndStructsOutAndKeepsOtherColumnsAsAttributes() throws IOException, SQLException {
    read(
        DuckDb.write(
            directory.resolve("n.parquet"),
            """
            SELECT {'id': 'x', 'name': NULL} AS who, 'a' AS "User ID", [1, 2] AS tags, 'view' AS event,
              MAP {'k': 'v'} AS extra, TIMESTAMPTZ '2026-01-02 00:00:00+00' AS ts, 1.5 AS price
            FROM range(3)\
            """,
            ""));
    assertThat(rejected).isEmpty();
    assertThat(events).hasSize(3);
    assertThat(events.getFirst().account().value()).isEqualTo("a");
    assertThat(events.getFirst().attributes()).isEqualTo(Map.of("price", "1.5"));
  }

  @Test
  void findsColumnsByMappingAndSaysWhichAreMissing() throws IOException, SQLException {
    Path file =
        DuckDb.write(
            directory.resolve("m.parquet"),
            "SELECT 7 AS uid, 'view' AS what, 1767322984567 AS time",
            "");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining("the schema names no column account_id, action")
        .hasMessageContaining("uid, what, time")
        .hasMessageContaining("--map account_id=NAME");
    DecodeOptions mapped = OPTIONS.withColumns(Map.of("account_id", "uid", "action", "what"));
    drain(new EventDecoder(mapped).open(ParquetTable.open(file, read -> {}), rejected::add));
    assertThat(events.getFirst().account().value()).isEqualTo("7");
  }

  @Test
  void readsAFileWithoutRowsAsNothing() throws IOException, SQLException {
    read(DuckDb.write(directory.resolve("none.parquet"), rows(0), ""));
    assertThat(events).isEmpty();
    assertThat(rejected).isEmpty();
  }

  private void read(Path file) throws IOException {
    drain(new EventDecoder(OPTIONS).open(ParquetTable.open(file, read -> {}), rejected::add));
  }

  private void drain(EventStream stream) throws IOException {
    try (stream) {
      for (List<Event> batch = stream.next(); !batch.isEmpty(); batch = stream.next()) {
        events.addAll(batch);
      }
    }
  }
}
