package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccountDaysTest {

  private static final AccountId ANNA = new AccountId("anna");

  private record Scored(AccountId account, long day, double score) {}

  @Test
  void keepsTheHighestOfADay() {
    AccountDays days = new AccountDays(1);
    days.add(ANNA, 20, 3);
    days.add(ANNA, 20, 9);
    days.add(ANNA, 20, 4);
    days.add(new AccountId("bert"), 21, 5);
    assertThat(days.drawn(ANNA)).hasValue(new AccountDays.Drawn(20, 9));
    assertThat(days.days()).containsExactly(20L, 21L);
    assertThat(days.scores()).containsExactly(new double[] {9}, new double[] {5});
    assertThat(days.drawn(new AccountId("nobody"))).isEmpty();
  }

  @Test
  void drawsTheSameDayWhateverTheOrder() {
    List<Scored> scored = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      scored.add(
          new Scored(
              new AccountId("a" + random.nextInt(200)), random.nextInt(7), random.nextInt(1000)));
    }
    AccountDays one = days(scored, 5);
    Collections.shuffle(scored, random);
    AccountDays other = days(scored, 5);
    for (int i = 0; i < 200; i++) {
      AccountId account = new AccountId("a" + i);
      assertThat(one.drawn(account)).isEqualTo(other.drawn(account));
    }
  }

  private static AccountDays days(List<Scored> scored, long seed) {
    AccountDays days = new AccountDays(seed);
    scored.forEach(it -> days.add(it.account(), it.day(), it.score()));
    return days;
  }

  /**
   * 1,000 accounts with four days each: each day is drawn about as often, and the score has no say.
   */
  @Test
  void drawsEveryDayAsOften() {
    AccountDays days = new AccountDays(9);
    for (int i = 0; i < 1000; i++) {
      for (int day = 0; day < 4; day++) {
        days.add(new AccountId("a" + i), day, day);
      }
    }
    int[] drawn = new int[4];
    for (int i = 0; i < 1000; i++) {
      drawn[(int) days.drawn(new AccountId("a" + i)).orElseThrow().epochDay()]++;
    }
    for (int count : drawn) {
      assertThat(count).isBetween(200, 300);
    }
  }

  @Test
  void refusesNoNumber() {
    assertThatThrownBy(() -> new AccountDays(1).add(ANNA, 1, Double.NaN))
        .hasMessageContaining("NaN");
  }
}
