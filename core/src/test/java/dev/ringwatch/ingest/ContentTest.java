package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {

  private static final String HEADER = "account_id,action,timestamp,note\n";
  private static final int ROWS = 20_000;

  @ParameterizedTest
  @CsvSource({
    "504b030414000000, ZIP archive",
    "28b52ffd00000000, zstd",
    "425a683931415926, bzip2",
    "fd377a585a000004, xz",
    "5041523115041510, Parquet",
    "fffe610063006300, UTF-16",
    "feff006100630063, UTF-16",
    "7f454c4602010100, binary file",
    "0102030405060708, binary file",
  })
  void saysWhatAFileIsThatItCannotRead(String hex, String what) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> Decoded.of(bytes, Decoded.OPTIONS))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining(what);
  }

  @Test
  void saysThatAnEmptyFileIsEmpty() throws IOException {
    assertThatThrownBy(() -> Decoded.of(""))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessage("is empty");
    byte[] compressed = Decoded.gzip("");
    assertThatThrownBy(() -> Decoded.of(compressed, Decoded.OPTIONS))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessage("is empty");
    assertThatThrownBy(() -> Decoded.of("\n\n  \n"))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining("no header line");
  }

  @Test
  void readsGzipOfOneOrSeveralMembers() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(Decoded.gzip("account_id,action,timestamp\na,b,2026-01-02T03:04:05Z\n"));
    members.write(Decoded.gzip("c,b,2026-01-02T03:04:05Z\n"));
    members.write(Decoded.gzip("d,b,2026-01-02T03:04:05Z\n"));
    assertThat(Decoded.of(members.toByteArray(), Decoded.OPTIONS).accounts())
        .containsExactly("a", "c", "d");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 5_000, 30_000, 60_000, 99_999})
  void usesAllWholeLinesBeforeTruncatedGzipEnds(int keep) throws IOException {
    byte[] whole = Decoded.gzip(csv());
    byte[] cut = Arrays.copyOf(whole, Math.min(keep, whole.length - 12));
    Decoded decoded = Decoded.of(cut, Decoded.OPTIONS);
    int used = decoded.events().size();
    assertThat(used).isGreaterThan(0).isLessThan(ROWS + 1);
    assertThat(decoded.accounts())
        .isEqualTo(Decoded.of(csv(), Decoded.OPTIONS).accounts().subList(0, used));
    assertThat(decoded.onlyReason())
        .isEqualTo(
            "the gzip data ends early after line "
                + (used + 1)
                + "; nothing behind it could be read");
    assertThat(decoded.rejectedLines()).containsExactly((long) used + 2);
  }

  @Test
  void losesNothingButTheCutLineOfTruncatedGzip() throws IOException {
    byte[] whole = Decoded.gzip(csv());
    byte[] cut = Arrays.copyOf(whole, whole.length - 8);
    assertThat(Decoded.of(cut, Decoded.OPTIONS).events()).hasSize(ROWS);
  }

  @Test
  void usesWhatComesBeforeDamagedGzip() throws IOException {
    byte[] bytes = Decoded.gzip(csv());
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 500, (byte) 0x55);
    Decoded decoded = Decoded.of(bytes, Decoded.OPTIONS);
    assertThat(decoded.events()).isNotEmpty();
    assertThat(decoded.rejected().getLast().reason()).startsWith("the gzip data ");
  }

  @Test
  void saysThatGzipIsDamagedFromItsBeginning() throws IOException {
    byte[] cut = Arrays.copyOf(Decoded.gzip(csv()), 12);
    assertThatThrownBy(() -> Decoded.of(cut, Decoded.OPTIONS))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining("holds nothing that can be read");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void neverThrowsAnythingElseAndForgetsNoLineWhateverTheBytes(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = csv(30, random).getBytes(StandardCharsets.UTF_8);
      for (int change = random.nextInt(8); change > 0; change--) {
        bytes[random.nextInt(HEADER.length(), bytes.length)] =
            (byte) "\",\n\r{}\u0001é7".charAt(random.nextInt(9));
      }
      check(bytes, "seed " + seed + ", round " + round);
    }
  }

  private static void check(byte[] bytes, String description) {
    try {
      Decoded decoded = Decoded.of(bytes, Decoded.OPTIONS);
      // A changed byte spoils or joins at most a few of the thirty lines.
      assertThat(decoded.events().size()).as(description).isGreaterThan(5);
      long lines = new String(bytes, StandardCharsets.ISO_8859_1).lines().count();
      assertThat(decoded.rejected()).as(description).allMatch(rejected -> rejected.line() <= lines);
    } catch (UnreadableInputException e) {
      assertThat(e.getMessage()).as(description).isNotEmpty();
    } catch (IOException e) {
      throw new AssertionError(description, e);
    }
  }

  private static String csv() {
    return csv(ROWS, new Random(1));
  }

  private static String csv(int rows, Random random) {
    StringBuilder text = new StringBuilder(HEADER);
    for (int row = 0; row < rows; row++) {
      text.append("u").append(random.nextInt(100_000)).append(",login,2026-01-02T03:04:05Z,");
      text.append(row % 5 == 0 ? "\"quoted, text\"" : "plain").append('\n');
    }
    return text.toString();
  }
}
