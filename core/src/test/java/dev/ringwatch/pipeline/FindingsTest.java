package dev.ringwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingsTest {

  private static final AccountId ANNA = new AccountId("anna");
  private static final AccountId BEN = new AccountId("ben");

  private final Findings findings = new Findings();

  private static FindingsInForce found(String hunt, int points, long until, AccountId... accounts) {
    return new FindingsInForce(hunt, points, new Tick(until), List.of(accounts));
  }

  /** Closes a tick; the accounts of which others stand than before. */
  private List<AccountId> close(long tick) {
    List<AccountId> moved = new ArrayList<>();
    findings.advance(new Tick(tick), moved::add);
    return moved;
  }

  @Test
  void standFromTheirTickUntilTheirEnd() {
    findings.await(new Tick(5), found("a", 20, 8, ANNA));
    assertThat(close(4)).isEmpty();
    assertThat(findings.of(ANNA)).isEmpty();
    assertThat(findings.isAwaited(new Tick(4))).isTrue();
    assertThat(close(5)).containsExactly(ANNA);
    assertThat(findings.of(ANNA)).containsExactly(new HuntFinding("a", 20));
    assertThat(findings.of(BEN)).isEmpty();
    assertThat(findings.isAwaited(new Tick(5))).isFalse();
    assertThat(findings.firstEnd()).contains(new Tick(8));
    assertThat(close(7)).isEmpty();
    assertThat(close(8)).containsExactly(ANNA);
    assertThat(findings.of(ANNA)).isEmpty();
    assertThat(findings.firstEnd()).isEmpty();
  }

  @Test
  void areReplacedWhole() {
    findings.await(new Tick(1), found("a", 20, 100, ANNA));
    findings.await(new Tick(1), found("b", 5, 100, ANNA));
    close(1);
    assertThat(findings.of(ANNA))
        .containsExactly(new HuntFinding("a", 20), new HuntFinding("b", 5));
    findings.await(new Tick(2), found("a", 20, 200, BEN));
    assertThat(close(2)).containsExactlyInAnyOrder(ANNA, BEN);
    assertThat(findings.of(ANNA)).containsExactly(new HuntFinding("b", 5));
    findings.await(new Tick(3), found("a", 20, 100));
    assertThat(close(3)).containsExactly(BEN);
    assertThat(findings.newest()).containsExactly(found("b", 5, 100, ANNA));
  }

  @Test
  void moveNobodyWhenTheyOnlyStandForLonger() {
    findings.await(new Tick(1), found("a", 20, 5, ANNA, BEN));
    close(1);
    findings.await(new Tick(2), found("a", 20, 10, BEN, ANNA));
    assertThat(close(2)).isEmpty();
    findings.await(new Tick(3), found("a", 30, 10, BEN, ANNA));
    assertThat(close(3)).contains(ANNA, BEN);
    assertThat(close(9)).isEmpty();
    assertThat(findings.of(BEN)).containsExactly(new HuntFinding("a", 30));
  }

  /** A silent log closes many minutes at once. */
  @Test
  void endAsIfEveryTickHadClosed() {
    findings.await(new Tick(3), found("a", 20, 5, ANNA));
    findings.await(new Tick(4), found("b", 20, 50, ANNA));
    close(20);
    assertThat(findings.of(ANNA)).containsExactly(new HuntFinding("b", 20));
  }

  @Test
  void areKnownBeforeTheyStand() {
    findings.await(new Tick(9), found("a", 20, 50, ANNA));
    assertThat(findings.newest()).containsExactly(found("a", 20, 50, ANNA));
    findings.await(new Tick(10), found("a", 20, 50));
    assertThat(findings.newest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101})
  void refusesPointsThatAreNone(int points) {
    assertThatThrownBy(() -> found("a", points, 1, ANNA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a_b", "a;b", "-a"})
  void refusesNamesThatAreNone(String name) {
    assertThatThrownBy(() -> found(name, 1, 1, ANNA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name");
  }

  @Test
  void refusesMoreAccountsThanItMayName() {
    AccountId[] many =
        Stream.concat(
                IntStream.range(0, FindingsInForce.MOST_ACCOUNTS)
                    .mapToObj(i -> new AccountId("a" + i)),
                Stream.of(ANNA))
            .toArray(AccountId[]::new);
    assertThatThrownBy(() -> found("a", 1, 1, many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10001");
  }
}
