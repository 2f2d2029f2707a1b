package dev.ringwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.detect.ring.EventKeys;
import dev.ringwatch.detect.ring.KeyUsage;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkStepTest {

  private static final LinkKey PHONE = new LinkKey(LinkKeyKind.DEVICE, "phone");
  private static final Tick TICK = new Tick(0);

  private static final EventKeys EVENT =
      EventKeys.of(
          Event.builder(new AccountId("anybody"), "login", Instant.EPOCH).device("phone").build());

  private final LinkStep step = new LinkStep(PipelineConfig.ofDefaults());

  private void use(KeyUsage state, int account) {
    step.apply(state, new KeyUse(account, EVENT), told -> {});
  }

  private List<Sharing> told(KeyUsage state) {
    List<Sharing> told = new ArrayList<>();
    step.tell(state, TICK, told::add);
    return told;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whoeverAsksWhenEverybodyKnowsTheSameInTheEnd(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    KeyUsage asked = step.open(PHONE);
    KeyUsage unasked = step.open(PHONE);
    Map<Integer, Integer> knows = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      int account = random.nextInt(500);
      use(asked, account);
      use(unasked, account);
      if (random.nextInt(10) == 0) {
        told(asked).forEach(sharing -> knows.put(sharing.account(), sharing.accounts()));
      }
    }
    told(asked).forEach(sharing -> knows.put(sharing.account(), sharing.accounts()));
    Map<Integer, Integer> atOnce = new HashMap<>();
    told(unasked).forEach(sharing -> atOnce.put(sharing.account(), sharing.accounts()));
    assertThat(knows).isEqualTo(atOnce).hasSize(asked.accounts());
  }

  @Test
  void sendsFewMessagesPerAccountHoweverPopularTheKey() {
    KeyUsage state = step.open(PHONE);
    int messages = 0;
    for (int account = 0; account < 20_000; account++) {
      use(state, account);
      messages += told(state).size();
    }
    assertThat(messages).isLessThan(20 * 20_000);
  }

  @Test
  void roundsDownToFourLeadingBinaryDigits() {
    assertThat(Sharing.rounded(1)).isEqualTo(1);
    assertThat(Sharing.rounded(15)).isEqualTo(15);
    assertThat(Sharing.rounded(17)).isEqualTo(16);
    assertThat(Sharing.rounded(1_000)).isEqualTo(960);
  }

  @Test
  void saysNothingOfAKeyOfOneAccount() {
    KeyUsage state = step.open(PHONE);
    use(state, 1);
    assertThat(told(state)).isEmpty();
  }
}
