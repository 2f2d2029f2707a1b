package dev.ringwatch.app.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.ingest.DecodeOptions;
import dev.ringwatch.ingest.EventDecoder;
import dev.ringwatch.ingest.EventStream;
import dev.ringwatch.ingest.UnreadableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever becomes of a valid file, it is read, or refused in one sentence: no other exception, no
 * want of memory, no end that never comes.
 */
class ParquetFuzzTest {

  private static final int ROUNDS = 150;
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "1, snappy, V1, 2048, ",
    "2, zstd, V2, 2048, 1",
    "3, gzip, V1, 100000, 1",
    "4, lz4_raw, V2, 2048, ",
    "5, uncompressed, V2, 100000, 1",
    "6, uncompressed, V1, 2048, ",
  })
  void readsOrRefuses(long seed, String codec, String version, int groupRows, Integer dictionary)
      throws IOException, SQLException {
    byte[] valid = valid(codec, version, groupRows, dictionary);
    Random random = new Random(seed);
    Path file = directory.resolve("mutated.parquet");
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Files.write(file, mutated(valid, random));
      String what = "seed " + seed + ", round " + round;
      refused +=
          Assertions.assertTimeoutPreemptively(LONG, () -> isRefused(file, what), what) ? 1 : 0;
    }
    assertThat(refused).as("seed %s", seed).isBetween(ROUNDS / 4, ROUNDS - 1);
  }

  private static boolean isRefused(Path file, String what) throws IOException {
    try {
      EventDecoder decoder =
          new EventDecoder(DecodeOptions.ofDefaults(Instant.parse("2026-06-01T12:00:00Z")));
      try (EventStream stream = decoder.open(ParquetTable.open(file, read -> {}), none -> {})) {
        while (!stream.next().isEmpty()) {
          // only whether it can be read matters
        }
      }
      return false;
    } catch (UnreadableInputException e) {
      assertThat(e.getMessage())
          .as(what)
          .hasLineCount(1)
          .hasSizeLessThan(500)
          .doesNotContain("memory", "\tat ");
      return true;
    }
  }

  private byte[] valid(String codec, String version, int groupRows, Integer dictionary)
      throws IOException, SQLException {
    String options =
        "CODEC '%s', PARQUET_VERSION %s, ROW_GROUP_SIZE %d".formatted(codec, version, groupRows)
            + (dictionary == null ? "" : ", DICTIONARY_SIZE_LIMIT " + dictionary);
    Path file =
        DuckDb.write(
            directory.resolve("valid.parquet"),
            """
            SELECT 'a' || (i % 97) AS account_id, 'view' AS action,
              TIMESTAMPTZ '2026-01-02 00:00:00+00' + INTERVAL (i) SECOND AS timestamp,
              CASE WHEN i % 3 = 0 THEN i END AS session_id, i / 7.0 AS price, i % 2 = 0 AS enforced,
              'some longer text with number ' || i AS note
            FROM range(5000) t(i)\
            """,
            options);
    return Files.readAllBytes(file);
  }

  /** Some bytes changed, near the end, where the metadata lies, more often than elsewhere. */
  private static byte[] mutated(byte[] valid, Random random) {
    if (random.nextInt(8) == 0) {
      return Arrays.copyOf(valid, 4 + random.nextInt(valid.length - 4));
    }
    byte[] bytes = valid.clone();
    int region = random.nextInt(3);
    int from = region == 0 ? bytes.length - Math.min(bytes.length - 4, 3_000) : 4;
    int length = region == 1 ? Math.min(bytes.length - 4, 300) : bytes.length - from;
    for (int change = random.nextInt(5); change >= 0; change--) {
      int at = from + random.nextInt(length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 ->
            Arrays.fill(bytes, at, Math.min(at + 1 + random.nextInt(8), bytes.length), (byte) 0xFF);
        default ->
            System.arraycopy(
                valid,
                random.nextInt(valid.length - 16),
                bytes,
                Math.min(at, bytes.length - 16),
                16);
      }
    }
    return bytes;
  }
}
