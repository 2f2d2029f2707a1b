package dev.ringwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.alert.PolicyTimeline.Change;
import dev.ringwatch.event.Tick;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTimelineTest {

  private static final IncidentPolicy INITIAL = new IncidentPolicy(70, 40, 60);

  private static Change account(double from, long tick) {
    return new Change(IncidentKind.ACCOUNT, from, new Tick(tick));
  }

  private static Change ring(double from, long tick) {
    return new Change(IncidentKind.RING, from, new Tick(tick));
  }

  @Test
  void holdsWhatWasBegunWithUntilSomethingIsChanged() {
    PolicyTimeline timeline = new PolicyTimeline(INITIAL, List.of(account(80, 10)));

    assertThat(timeline.at(new Tick(9))).isEqualTo(INITIAL);
    assertThat(timeline.at(new Tick(10))).isEqualTo(new IncidentPolicy(80, 40, 60));
    assertThat(PolicyTimeline.of(INITIAL).at(new Tick(Long.MAX_VALUE))).isEqualTo(INITIAL);
  }

  @Test
  void keepsKindsApart() {
    PolicyTimeline timeline =
        new PolicyTimeline(INITIAL, List.of(ring(50, 20), account(80, 10), account(75, 30)));

    assertThat(timeline.at(new Tick(15))).isEqualTo(new IncidentPolicy(80, 40, 60));
    assertThat(timeline.at(new Tick(25))).isEqualTo(new IncidentPolicy(80, 40, 50));
    assertThat(timeline.at(new Tick(35))).isEqualTo(new IncidentPolicy(75, 40, 50));
  }

  @Test
  void theLastOfOneTickHolds() {
    PolicyTimeline timeline =
        new PolicyTimeline(INITIAL, List.of(account(80, 10), account(90, 10)));

    assertThat(timeline.at(new Tick(10)).accountFrom()).isEqualTo(90);
  }

  @Test
  void whoIsWatchedIsLookedAtNoLaterThanOthersAndComesBack() {
    PolicyTimeline timeline =
        new PolicyTimeline(INITIAL, List.of(account(30, 10), account(80, 20)));

    assertThat(timeline.at(new Tick(10)).watchedFrom()).isEqualTo(30);
    assertThat(timeline.at(new Tick(20)).watchedFrom()).isEqualTo(40);
  }

  @Test
  void refusesWhatHasNoThresholdOrIsNoScore() {
    assertThatThrownBy(() -> new Change(IncidentKind.LAG, 50, new Tick(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the threshold of lag cannot be changed");
    assertThatThrownBy(() -> account(101, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a threshold is 0 to 100, not 101.0");
  }
}
