package dev.ringwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.detect.ring.EventKeys;
import dev.ringwatch.detect.ring.KeyUsage;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flat.UnusableStateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyStateCodecTest {

  private static final LinkKey PHONE = new LinkKey(LinkKeyKind.DEVICE, "phone");

  private final LinkStep step = new LinkStep(PipelineConfig.ofDefaults());
  private final KeyStateCodec<LinkKey, KeyUsage> codec = new KeyStateCodec<>(step);

  private void use(KeyState<KeyUsage> state, String account) {
    use(state, account, Instant.EPOCH);
  }

  private void use(KeyState<KeyUsage> state, String account, Instant at) {
    Event event = Event.builder(new AccountId(account), "login", at).device("phone").build();
    int number = state.accounts().number(event.account());
    step.apply(state.state(), new KeyUse(number, EventKeys.of(event)), told -> {});
  }

  @Test
  void goesOnAsIfItHadNeverBeenWritten() {
    KeyState<KeyUsage> whole = codec.open(PHONE);
    use(whole, "one");
    use(whole, "two");
    KeyState<KeyUsage> read = codec.read(PHONE, codec.bytes(whole));
    use(whole, "three");
    use(read, "three");
    use(whole, "one");
    use(read, "one");
    assertThat(codec.bytes(read)).isEqualTo(codec.bytes(whole));
    assertThat(read.state().accounts()).isEqualTo(3);
    assertThat(read.accounts().id(2)).isEqualTo(new AccountId("three"));
  }

  @Test
  void knowsOnlyThoseThatTheKeyStillHas() {
    KeyState<KeyUsage> state = codec.open(PHONE);
    use(state, "one");
    use(state, "two", Instant.EPOCH.plusSeconds(600));
    use(state, "three", Instant.EPOCH.plusSeconds(1_200));
    assertThat(step.expire(state.state(), new Cut(5, 0, false))).isFalse();
    KeyState<KeyUsage> left = codec.withoutForgotten(PHONE, state);
    assertThat(left.accounts().size()).isEqualTo(2);
    List<String> names = new ArrayList<>();
    left.state()
        .forEach((account, uses, first, last) ->
            names.add(left.accounts().id(account).value() + " " + uses + " " + first));
    assertThat(names).containsExactlyInAnyOrder("two 1 10", "three 1 20");
    use(left, "one");
    assertThat(left.state().accounts()).isEqualTo(3);
  }

  @Test
  void refusesAFormatThatItDoesNotKnow() {
    byte[] future = Packed.bytes(out -> out.putInt(1_000));
    assertThatThrownBy(() -> codec.read(PHONE, future))
        .hasCauseInstanceOf(UnusableStateException.class)
        .hasMessageContaining("has format 1000, and this Ringwatch reads 1");
  }

  @Test
  void refusesDamagedBytes() {
    KeyState<KeyUsage> state = codec.open(PHONE);
    use(state, "one");
    byte[] bytes = codec.bytes(state);
    bytes[bytes.length / 2] ^= 1;
    assertThatThrownBy(() -> codec.read(PHONE, bytes))
        .hasCauseInstanceOf(UnusableStateException.class)
        .hasMessageContaining("damaged");
  }
}
