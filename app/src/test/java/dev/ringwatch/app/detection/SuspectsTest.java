package dev.ringwatch.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.detection.Suspects.Suspect;
import dev.ringwatch.event.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuspectsTest {

  private static final Instant START = Instant.EPOCH;

  private final Suspects suspects = new Suspects();

  private void add(String account, int events) {
    suspects.add(new AccountId(account), events, START.plusSeconds(events));
  }

  private List<String> all() {
    List<String> all = new ArrayList<>();
    for (Optional<Suspect> next = suspects.next(1); next.isPresent(); next = suspects.next(1)) {
      all.add(next.get().account().value());
    }
    return all;
  }

  @Test
  void givesOutWhoDidMostFirstAndThenWhoWaitsLongest() {
    add("a", 4);
    add("b", 8);
    add("c", 4);
    add("d", 32);
    add("e", 8);
    assertThat(all()).containsExactly("d", "b", "e", "a", "c");
  }

  @Test
  void movesUpWhoDidMoreAndGivesNobodyOutTwice() {
    add("a", 4);
    add("b", 4);
    add("b", 8);
    add("b", 8);
    add("a", 4);
    assertThat(all()).containsExactly("b", "a");
  }

  /** Whoever moves up has waited since they were to be looked at first. */
  @Test
  void remembersSinceWhenSomebodyWaits() {
    add("a", 4);
    add("a", 5);
    add("a", 64);
    assertThat(suspects.next(1)).contains(new Suspect(new AccountId("a"), START.plusSeconds(4)));
    add("a", 128);
    assertThat(suspects.next(1)).contains(new Suspect(new AccountId("a"), START.plusSeconds(128)));
  }

  @Test
  void leavesOutWhoDidLeastWhenItIsFull() {
    for (int i = 0; i < Suspects.MOST_WAITING; i++) {
      add("few" + i, 4);
    }
    add("last", 4);
    add("many", 64);
    List<String> all = all();
    assertThat(all).hasSize(Suspects.MOST_WAITING).startsWith("many", "few0", "few1");
    assertThat(all).doesNotContain("last", "few" + (Suspects.MOST_WAITING - 1));
  }

  @Test
  void leavesThoseWaitingThatDidTooLittle() {
    add("few", 15);
    add("many", 16);
    assertThat(suspects.next(16).map(Suspect::account)).hasValue(new AccountId("many"));
    assertThat(suspects.next(16)).isEmpty();
    assertThat(all()).containsExactly("few");
  }

  @Test
  void forgetsAll() {
    add("a", 4);
    suspects.clear();
    assertThat(all()).isEmpty();
    add("b", 1);
    assertThat(all()).containsExactly("b");
  }
}
