package dev.ringwatch.app.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.report.RingDetail;
import dev.ringwatch.detect.ring.Evidence;
import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.TieWords;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RingActsTest {

  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final LinkKey POST = new LinkKey(LinkKeyKind.CO_ACTION, "like\tpost-1");
  private static final LinkKey DEVICE = new LinkKey(LinkKeyKind.DEVICE, "D1");

  private final List<Event> events = new ArrayList<>();

  private void act(String account, long second, String action, String target, String device) {
    events.add(
        Event.builder(new AccountId(account), action, START.plusSeconds(second))
            .target(target)
            .device(device)
            .build());
  }

  private static Ring ring(String... accounts) {
    List<Member> members =
        Stream.of(accounts)
            .map(account -> new Member(new AccountId(account), Member.Role.CORE))
            .toList();
    return new Ring("ring-1", members, 90, List.of(), List.of());
  }

  private Watch watch(Ring ring, String... highRisk) throws IOException {
    try (Activity activity = new Activity(LinkKeys.ALWAYS)) {
      events.forEach(activity::add);
      Watch watch = new Watch(activity);
      Stream.of(highRisk).forEach(account -> watch.highRisk(new AccountId(account)));
      watch.ring(ring, Set.of(POST, DEVICE));
      watch.read(activity.journal());
      return watch;
    }
  }

  @Test
  void tellsActsOnWhatIsSharedFromAllOthers() throws IOException {
    act("a", 0, "like", "post-1", "");
    act("a", 10, "view", "post-1", "");
    act("b", 20, "login", "", "D1");
    act("stranger", 30, "like", "post-1", "D1");
    Ring ring = ring("a", "b");
    RingActs acts = watch(ring).acts(ring);
    assertThat(acts.times("a"))
        .isEqualTo(new RingDetail.Times(List.of(START), List.of(START.plusSeconds(10))));
    assertThat(acts.times("b").shared()).containsExactly(START.plusSeconds(20));
    assertThat(acts.times("stranger")).isEqualTo(RingDetail.Times.NONE);
    assertThat(acts.uses())
        .isEqualTo(Map.of(POST, List.of(START), DEVICE, List.of(START.plusSeconds(20))));
  }

  @Test
  void findsWhenThreeActOnOneTargetWithoutALongPause() throws IOException {
    for (int member = 0; member < 4; member++) {
      act("m" + member, 9L * member, "like", "post-1", "");
    }
    act("m0", 3600, "like", "post-1", "");
    act("m1", 3601, "like", "post-1", "");
    for (int member = 1; member < 4; member++) {
      act("m" + member, 7200 + 500L * member, "like", "post-1", "");
    }
    Ring ring = ring("m0", "m1", "m2", "m3");
    RingActs acts = watch(ring).acts(ring);
    assertThat(acts.moments())
        .containsExactly(
            new RingDetail.Moment("“like” on post-1", START, START.plusSeconds(27), 4),
            new RingDetail.Moment(
                "“like” on post-1", START.plusSeconds(7700), START.plusSeconds(8700), 3));
    assertThat(acts.bursts())
        .containsExactly(
            new RingDetail.Burst(START, START.plusSeconds(27), 4),
            new RingDetail.Burst(START.plusSeconds(7700), START.plusSeconds(8700), 3));
  }

  @Test
  void countsWhatHighRiskAccountsDidByBucket() throws IOException {
    act("a", 0, "like", "post-1", "");
    act("b", 1, "like", "post-1", "");
    act("a", 60, "view", "", "");
    act("a", 61, "view", "", "");
    act("b", 180, "view", "", "");
    Watch watch = watch(ring("b", "c"), "a");
    assertThat(watch.highRisk()).containsExactly(1L, 2L, 0L, 0L);
    assertThat(watch(ring("a", "b"), "a", "b").highRisk()).containsExactly(2L, 2L, 0L, 1L);
  }

  @Test
  void keepsWithinBoundsHoweverMuchAMemberDid() throws IOException {
    for (int i = 0; i < 5000; i++) {
      act("a", i, i % 2 == 0 ? "like" : "view", "post-1", "");
    }
    Ring ring = ring("a", "b");
    RingDetail.Times times = watch(ring).acts(ring).times("a");
    assertThat(times.shared()).hasSize(250);
    assertThat(times.others()).hasSize(250);
  }

  @Test
  void saysWhatTiesTwoAccountsInWords() throws IOException {
    act("a", 0, "login", "", "D1");
    act("b", 200, "login", "", "D1");
    act("a", 260, "login", "", "D1");
    Ring ring = ring("a", "b");
    RingActs acts = watch(ring).acts(ring);
    assertThat(acts.closestMillis(DEVICE, "a", "b")).hasValue(60_000);
    assertThat(acts.closestMillis(POST, "a", "b")).isEmpty();
    assertThat(
            TieWords.sentence(
                new Evidence.SharedKey(DEVICE, 2, 1, 5, false),
                acts.closestMillis(DEVICE, "a", "b")))
        .isEqualTo(
            "both used device D1, 2 and 1 time, at the closest 1\u00a0min apart;"
                + " 5 accounts use it");
    assertThat(
            TieWords.sentence(
                new Evidence.CoAction(POST, 3, 4000, START), acts.closestMillis(POST, "a", "b")))
        .isEqualTo(
            "both did “like” on post-1, 4\u00a0s apart, 2026-03-02 10:00 UTC; together 3 times");
    assertThat(
            TieWords.sentence(
                new Evidence.CoAction(POST, 1, 0, START), acts.closestMillis(POST, "a", "b")))
        .isEqualTo("both did “like” on post-1, at the same moment, 2026-03-02 10:00 UTC");
  }
}
