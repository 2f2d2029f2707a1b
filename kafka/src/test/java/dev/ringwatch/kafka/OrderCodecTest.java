package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Tick;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogUnavailableException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderCodecTest {

  private static final OrderGroup GROUP =
      new OrderGroup(
          new UUID(1, -2),
          new UUID(3, 4),
          Long.MAX_VALUE - 100,
          List.of(
              new OrderGroup.Range(0, 5, 20, 10, List.of(6L, 7L, 19L)),
              new OrderGroup.Range(7, 0, 1, 1, List.of())),
          List.of(
              new ControlRecord("model", new Tick(-1), "é\n😀".repeat(100_000)),
              new ControlRecord("heartbeat", new Tick(Long.MAX_VALUE), "")),
          List.of(20L, 0L, Long.MAX_VALUE));

  @Test
  void givesGroupsBack() {
    assertThat(OrderCodec.read(OrderCodec.write(GROUP))).isEqualTo(GROUP);
    OrderGroup empty =
        new OrderGroup(new UUID(0, 0), new UUID(0, 1), 1, List.of(), List.of(), List.of());
    assertThat(OrderCodec.read(OrderCodec.write(empty))).isEqualTo(empty);
    assertThat(empty.lastSeq()).isZero();
    assertThat(GROUP.entries()).isEqualTo(13);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    byte[] bytes = OrderCodec.write(GROUP);
    assertThatThrownBy(() -> OrderCodec.read(Arrays.copyOf(bytes, 30)))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("cut off");
    bytes[0] = 9;
    assertThatThrownBy(() -> OrderCodec.read(bytes))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("format 9");
  }

  @Test
  void saysOfAnythingThatItIsNotOurs() {
    byte[] good = OrderCodec.write(GROUP);
    assertThatThrownBy(() -> OrderCodec.read(null)).isInstanceOf(LogUnavailableException.class);
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = Arrays.copyOf(good, random.nextInt(400));
      for (int change = 0; change < 4 && bytes.length > 1; change++) {
        bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt();
      }
      assertThatThrownBy(() -> OrderCodec.read(bytes))
          .as("seed %s", seed)
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("topic of order");
    }
  }
}
