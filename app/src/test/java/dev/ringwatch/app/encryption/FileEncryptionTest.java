package dev.ringwatch.app.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileEncryptionTest {

  /** What the library encrypts at a time, with what makes it authentic. */
  private static final int SEGMENT = 1 << 16;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path key;

  @SuppressWarnings("NullAway.Init") // set before each test
  private FileEncryption files;

  @BeforeEach
  void makeKey() throws IOException {
    key = folder.resolve("data/secret.key");
    files = FileEncryption.of(key, true);
  }

  private static byte[] random(long seed, int count) {
    byte[] bytes = new byte[count];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  private Path written(String name, byte[] content) throws IOException {
    return written(files, name, content);
  }

  private Path written(FileEncryption by, String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream below = Files.newOutputStream(file)) {
      try (OutputStream out = by.writing(below)) {
        out.write(content);
      }
      // It is still open: what wrote it forces it to the disk.
      below.flush();
    }
    return file;
  }

  private static byte[] read(FileEncryption by, Path file) throws IOException {
    try (InputStream in = Channels.newInputStream(by.open(file))) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_000, 65_463, 65_464, 65_465, 65_536, 131_072, 300_000})
  void givesBackWhatWasWritten(int count) throws IOException {
    byte[] content = random(count, count);
    Path file = written("f", content);
    assertThat(FileEncryption.isEncrypted(file)).isTrue();
    assertThat(read(files, file)).isEqualTo(content);
    assertThat(read(FileEncryption.of(key, false), file)).as("when it is off").isEqualTo(content);
  }

  @Test
  void readsFromAnyPlace() throws IOException {
    byte[] content = random(1, 5 * SEGMENT + 17);
    SplittableRandom random = new SplittableRandom(2);
    try (SeekableByteChannel file = files.open(written("f", content))) {
      assertThat(file.size()).isEqualTo(content.length);
      for (int time = 0; time < 200; time++) {
        int from = random.nextInt(content.length);
        ByteBuffer part = ByteBuffer.allocate(random.nextInt(content.length - from + 1));
        file.position(from);
        while (part.hasRemaining()) {
          assertThat(file.read(part)).isPositive();
        }
        assertThat(part.array())
            .isEqualTo(Arrays.copyOfRange(content, from, from + part.capacity()));
      }
    }
  }

  @Test
  void showsNothingOfWhatIsInIt() throws IOException {
    byte[] content = "account acct-7f3kq9zt41 ".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    String first = text(written("first", content));
    String second = text(written("second", content));
    assertThat(first).doesNotContain("acct").hasSameSizeAs(second);
    // Equal content shows as little: beyond what is in the clear every file is another.
    assertThat(first.substring(FileKey.HEAD_BYTES + 1, 200))
        .isNotEqualTo(second.substring(FileKey.HEAD_BYTES + 1, 200));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  /** Of changed files: none may give other bytes than were written, at whatever place. */
  private void assertRefused(byte[] changed, String how) throws IOException {
    Path file = Files.write(folder.resolve("changed"), changed);
    assertThatThrownBy(() -> read(files, file))
        .as(how)
        .isInstanceOf(EncryptedFileException.class)
        .hasMessageStartingWith(file + " is ");
  }

  @Test
  void noticesWhateverIsChangedInIt() throws IOException {
    byte[] whole = Files.readAllBytes(written("f", random(3, 3 * SEGMENT)));
    SplittableRandom random = new SplittableRandom(4);
    for (int time = 0; time < 100; time++) {
      // What begins otherwise is no encrypted file, and what reads it sees that it is none of its.
      int place = 8 + random.nextInt(time < 30 ? 80 : whole.length - 8);
      byte[] changed = whole.clone();
      changed[place] ^= (byte) (1 << random.nextInt(8));
      assertRefused(changed, "byte " + place);
    }
  }

  @Test
  void noticesThatItsEndIsMissing() throws IOException {
    byte[] whole = Files.readAllBytes(written("f", random(5, 3 * SEGMENT)));
    SplittableRandom random = new SplittableRandom(6);
    List<Integer> ends =
        new ArrayList<>(List.of(16, 17, 56, 57, SEGMENT, 2 * SEGMENT, 3 * SEGMENT));
    for (int time = 0; time < 30; time++) {
      ends.add(16 + random.nextInt(whole.length - 16));
    }
    for (int end : ends) {
      Path file = Files.write(folder.resolve("short"), Arrays.copyOf(whole, end));
      assertThatThrownBy(() -> files.open(file).close())
          .as("%s bytes of %s", end, whole.length)
          .isInstanceOf(EncryptedFileException.class)
          .hasMessageEndingWith("it is damaged, cut off, or was changed");
    }
  }

  @Test
  void noticesThatItsPartsAreElsewhereTwiceOrOfAnotherFile() throws IOException {
    byte[] whole = Files.readAllBytes(written("f", random(7, 5 * SEGMENT)));
    byte[] other = Files.readAllBytes(written("g", random(8, 5 * SEGMENT)));
    assertRefused(joined(whole, whole, 0, 2, 1, 3, 4, 5), "exchanged");
    assertRefused(joined(whole, whole, 0, 1, 1, 3, 4, 5), "twice");
    assertRefused(joined(whole, whole, 0, 1, 3, 4, 5), "left out");
    assertRefused(joined(whole, whole, 0, 1, 2, 3, 4, 5, 5), "the end twice");
    assertRefused(joined(whole, other, 0, 1, -2, 3, 4, 5), "of another file");
    assertRefused(joined(whole, other, 0, 1, 2, 3, 4, -5), "another file's end");
  }

  /** Segments of one file, and where the number is negative of the other. */
  private static byte[] joined(byte[] one, byte[] other, int... segments) {
    ByteBuffer all = ByteBuffer.allocate(segments.length * SEGMENT);
    for (int segment : segments) {
      byte[] from = segment < 0 ? other : one;
      int start = Math.abs(segment) * SEGMENT;
      all.put(from, start, Math.min(SEGMENT, from.length - start));
    }
    return Arrays.copyOf(all.array(), all.position());
  }

  @Test
  void readsWhatAFormerKeyWroteAndWritesWithThePresentOne() throws IOException {
    byte[] content = random(9, 1_000);
    Path before = written("before", content);
    Path former = Files.move(key, key.resolveSibling("secret.key.1"));

    FileEncryption rotated = FileEncryption.of(key, true);
    Path after = written(rotated, "after", content);
    assertThat(key).exists();
    assertThat(read(rotated, before)).isEqualTo(content);
    assertThat(read(rotated, after)).isEqualTo(content);
    assertThat(rotated.isCurrent(before)).isFalse();
    assertThat(rotated.isCurrent(after)).isTrue();

    Files.delete(former);
    FileEncryption without = FileEncryption.of(key, true);
    assertThat(read(without, after)).isEqualTo(content);
    assertThatThrownBy(() -> without.open(before))
        .isInstanceOf(EncryptedFileException.class)
        .hasMessage(
            "%s is encrypted, and its key is none of %s and the former keys beside it: bring the"
                + " key that it had",
            before, key);
    assertThat(before).as("nothing is lost").exists();
  }

  @Test
  void writesAndReadsPlainFilesWhereItIsOff() throws IOException {
    byte[] content = "plain".getBytes(StandardCharsets.UTF_8);
    FileEncryption off = FileEncryption.of(folder.resolve("no/secret.key"), false);
    Path file = written(off, "f", content);
    assertThat(file).hasBinaryContent(content);
    assertThat(folder.resolve("no")).as("no key is made").doesNotExist();
    assertThat(FileEncryption.isEncrypted(file)).isFalse();
    assertThat(off.isCurrent(file)).isTrue();
    assertThat(files.isCurrent(file)).isFalse();
    assertThat(read(files, file)).isEqualTo(content);
    assertThat(read(off, Files.createFile(folder.resolve("empty")))).isEmpty();
  }
}
