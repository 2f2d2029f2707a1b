package dev.ringwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The seed's definitions on logs small enough to reckon by hand. */
class SeedFeaturesTest {

  private static final AccountId ANN = new AccountId("ann");
  private static final AccountId BOB = new AccountId("bob");

  @Test
  void countsSimultaneousEqualActionsOnce() {
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      log.add(event(ANN, "login", 0, "d1").id("e" + i).build());
    }
    assertThat(of(log, ANN)[15]).isEqualTo(1);
  }

  @Test
  void leavesTheWindowsLeftEndOpen() {
    List<Event> log =
        List.of(
            event(ANN, "post", 0, "d1").build(),
            event(ANN, "post", 299, "d1").build(),
            event(ANN, "post", 300, "d1").build());
    double[] row = of(log, ANN);
    assertThat(row[0]).isEqualTo((1 + 2 + 2) / 3.0);
    assertThat(row[1]).isEqualTo(2);
    assertThat(row[3]).isEqualTo(3);
  }

  @Test
  void measuresDeviceReuseAgainstTheLargestOfTheBatch() {
    List<Event> log =
        List.of(
            event(ANN, "post", 0, "shared").build(),
            event(BOB, "post", 1, "shared").build(),
            event(BOB, "post", 2, "own").build());
    assertThat(of(log, ANN)[8]).isEqualTo(1);
    assertThat(of(log, BOB)[8]).isEqualTo(0.5);
    assertThat(of(log, BOB)[9]).isEqualTo(1);
  }

  @Test
  void givesASessionWithoutDurationNoVelocity() {
    List<Event> log =
        List.of(
            event(ANN, "a", 0, "d1").build(),
            event(ANN, "b", 0, "d1").build(),
            event(ANN, "c", 1801, "d1").build(),
            event(ANN, "d", 1803, "d1").build());
    double[] row = of(log, ANN);
    assertThat(row[10]).isEqualTo(0.25);
    assertThat(row[11]).isEqualTo(0.5);
    assertThat(row[12]).isEqualTo(2);
  }

  @Test
  void scoresAnAccountByWhoElseIsScored() {
    List<Event> log = new ArrayList<>();
    for (int account = 0; account < 50; account++) {
      for (int i = 0; i <= account % 5; i++) {
        log.add(event(new AccountId("a" + account), "post", 100L * i, "d" + account).build());
      }
    }
    log.sort((one, other) -> one.timestamp().compareTo(other.timestamp()));
    AccountId first = new AccountId("a4");
    double alone = risk(log, first);
    for (int i = 0; i < 500; i++) {
      log.add(event(new AccountId("loud"), "post", 10_000 + i, "d1").build());
    }
    assertThat(risk(log, first)).isLessThan(alone);
  }

  private static double risk(List<Event> log, AccountId account) {
    return SeedFormula.risk(SeedFeatures.of(log), 1).getOrDefault(account, Double.NaN);
  }

  private static double[] of(List<Event> log, AccountId account) {
    Map<AccountId, double[]> rows = SeedFeatures.of(log);
    return rows.getOrDefault(account, new double[0]);
  }

  private static Event.Builder event(AccountId account, String action, long second, String device) {
    return Event.builder(account, action, Instant.ofEpochSecond(1_700_000_000 + second))
        .id(account + action + second)
        .device(device);
  }
}
