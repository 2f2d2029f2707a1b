package dev.ringwatch.app.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.encryption.FileEncryption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFolderTest {

  @TempDir private Path temporary;

  @Test
  void givesTheNewestFirstAndKeepsTwo() throws IOException {
    SnapshotFolder folder =
        new SnapshotFolder(temporary.resolve("snapshots"), FileEncryption.none());
    for (long seq : new long[] {9, 10, 100_000_000_000L}) {
      folder.write(seq, out -> out.write((int) (seq % 100)));
    }
    assertThat(folder.newestFirst()).hasSize(2);
    try (InputStream newest = folder.open(folder.newestFirst().getFirst());
        InputStream older = folder.open(folder.newestFirst().getLast())) {
      assertThat(newest.readAllBytes()).containsExactly(0);
      assertThat(older.readAllBytes()).containsExactly(10);
    }
  }

  @Test
  void putsAFewAsideAndCountsThemNoMore() throws IOException {
    SnapshotFolder folder = new SnapshotFolder(temporary, FileEncryption.none());
    for (long seq = 1_000; seq < 1_005; seq++) {
      folder.write(seq, out -> out.write(1));
      Path refused = folder.newestFirst().getFirst();
      Files.setLastModifiedTime(refused, FileTime.fromMillis(10_000 - seq));
      assertThat(folder.putAside(refused)).hasFileName(refused.getFileName() + ".unusable");
    }
    for (long seq = 1; seq <= 3; seq++) {
      folder.write(seq, out -> out.write(1));
    }
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "0000000000000000002.snapshot",
              "0000000000000000003.snapshot",
              "0000000000000001000.snapshot.unusable",
              "0000000000000001001.snapshot.unusable");
    }
  }

  @Test
  void leavesNothingOfASnapshotThatFailed() throws IOException {
    SnapshotFolder folder = new SnapshotFolder(temporary, FileEncryption.none());
    folder.write(1, out -> out.write(1));
    assertThatThrownBy(() ->
            folder.write(
                2,
                out -> {
                  out.write(2);
                  throw new IOException("no room");
                }))
        .hasMessage("no room");
    assertThat(folder.newestFirst()).hasSize(1);
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void encryptsWhatItWritesAndReadsWhatWasPlain() throws IOException {
    SnapshotFolder plain = new SnapshotFolder(temporary, FileEncryption.none());
    plain.write(1, out -> out.write(new byte[] {1, 2, 3}));
    Path key = temporary.resolve("key/secret.key");
    SnapshotFolder folder = new SnapshotFolder(temporary, FileEncryption.of(key, true));
    folder.write(2, out -> out.write(new byte[] {4, 5, 6}));
    try (InputStream newest = folder.open(folder.newestFirst().getFirst());
        InputStream older = folder.open(folder.newestFirst().getLast())) {
      assertThat(newest.readAllBytes()).containsExactly(4, 5, 6);
      assertThat(older.readAllBytes()).containsExactly(1, 2, 3);
    }
    Path newest = folder.newestFirst().getFirst();
    assertThat(FileEncryption.isEncrypted(newest)).isTrue();
    assertThatThrownBy(() -> plain.open(newest))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is encrypted, and its key is none of");
  }

  @Test
  void removesWhatAKilledProcessLeft() throws IOException {
    Files.write(temporary.resolve("7.part"), new byte[100]);
    SnapshotFolder folder = new SnapshotFolder(temporary, FileEncryption.none());
    assertThat(temporary.resolve("7.part")).as("another may be writing it").exists();
    folder.deleteParts();
    assertThat(temporary.resolve("7.part")).doesNotExist();
    assertThat(folder.newestFirst()).isEmpty();
  }
}
