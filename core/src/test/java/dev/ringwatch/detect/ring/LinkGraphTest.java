package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkGraphTest {

  private static final RingConfig CONFIG = RingConfig.ofDefaults();

  @Test
  void numbersAccountsInTheOrderOfIds() {
    LinkGraph graph = new World().strangers(50, 1).graph(CONFIG);
    for (int account = 1; account < graph.accounts(); account++) {
      assertThat(graph.account(account - 1)).isLessThan(graph.account(account));
      assertThat(graph.indexOf(graph.account(account))).isEqualTo(account);
    }
    assertThat(graph.indexOf(new AccountId("nobody"))).isNegative();
  }

  @Test
  void keepsWhoUsedASharedKeyAndCountsTheRest() {
    var world = new World();
    world.event("b", 120, "shared", "b-phone", "").event("a", 60, "shared", "a-phone", "");
    world.event("a", 300, "shared", "a-phone", "");
    LinkGraph graph = world.graph(CONFIG);
    KeyColumns keys = graph.keyColumns();
    assertThat(graph.sharedKeys()).isEqualTo(1);
    assertThat(keys.key(0)).isEqualTo(new LinkKey(LinkKeyKind.IP, "shared"));
    int place = keys.place(0, graph.indexOf(new AccountId("a")));
    assertThat(keys.uses(place)).isEqualTo(2);
    assertThat(keys.lastMinute(place) - keys.firstMinute(place)).isEqualTo(4);
    int device = LinkKeys.index(LinkKeyKind.DEVICE);
    assertThat(graph.accountColumns().degree(device, 0)).isEqualTo(1);
    assertThat(graph.accountColumns().incidences(device)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shedsTheWidestGapsInWhateverOrderTheyCame(long order) {
    var world = new World();
    for (int i = 0; i < 40; i++) {
      world.event("a", 1000.0 * i, "", "", "t" + i).event("b", 1000.0 * i + i + 1, "", "", "t" + i);
    }
    RingConfig config = CONFIG.withCoAction(CONFIG.coAction().withMaxOccasions(10));
    LinkGraph graph = world.graph(config, new Random(order));
    assertThat(graph.occasions()).isEqualTo(10);
    assertThat(graph.shedOccasions()).isEqualTo(30);
    for (int place = 0; place < 10; place++) {
      assertThat(graph.occasionColumns().lagMillis(place)).isBetween(1000, 10_000);
    }
  }

  @Test
  void nobodyAloneMakesEverybodyBusy() {
    assertThat(AccountColumns.robustSum(new int[0])).isZero();
    assertThat(AccountColumns.robustSum(new int[] {0, 0})).isZero();
    assertThat(AccountColumns.robustSum(new int[] {3, 0, 5, 4})).isEqualTo(12);
    assertThat(AccountColumns.robustSum(new int[] {3, 0, 5, 4, 80, 81, 1_000_000}))
        .as("the median of six is the upper, 80")
        .isEqualTo(3 + 5 + 4 + 80 + 81 + 20 * 80);
    assertThat(AccountColumns.robustSum(new int[] {2, 2, 2, 1_000_000_000, 1_000_000_000}))
        .isEqualTo(6 + 2 * 40);
  }
}
