package dev.ringwatch.app.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.flat.UnusableStateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SnapshotHeadTest {

  private static final SnapshotHead HEAD =
      new SnapshotHead(new UUID(1, -2), new Snapshots.Position(30, 20, -10));

  private static byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HEAD.writeTo(out);
    return out.toByteArray();
  }

  private static SnapshotHead read(byte[] bytes) throws IOException {
    return SnapshotHead.read(new ByteArrayInputStream(bytes));
  }

  @Test
  void comesBackAsItWasAndLeavesWhatFollows() throws IOException {
    byte[] bytes = Arrays.copyOf(written(), written().length + 1);
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    assertThat(SnapshotHead.read(in)).isEqualTo(HEAD);
    assertThat(in.available()).isEqualTo(1);
  }

  @Test
  void refusesEveryChangeOfAByte() throws IOException {
    byte[] bytes = written();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> read(changed))
          .as("byte %s", i)
          .isInstanceOf(UnusableStateException.class);
    }
  }

  @Test
  void refusesWhatIsCutOff() throws IOException {
    byte[] bytes = written();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(UnusableStateException.class);
    }
  }

  @Test
  void saysWhichVersionItIsOf() throws IOException {
    byte[] bytes = written();
    bytes[11] = 9;
    assertThatThrownBy(() -> read(bytes)).hasMessageContaining("format 9");
  }
}
