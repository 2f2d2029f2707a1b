package dev.ringwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Tick;
import dev.ringwatch.risk.Band;
import dev.ringwatch.risk.RiskConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentPolicyTest {

  private static final IncidentPolicy POLICY = new IncidentPolicy(50, 30, 60);

  private static Evidence provisional(long tick, double score) {
    return evidence(tick, true, score, false);
  }

  private static Evidence closed(long tick, double score) {
    return evidence(tick, false, score, false);
  }

  private static Evidence evidence(long tick, boolean provisional, double score, boolean folded) {
    Band band = RiskConfig.ofDefaults().band(score);
    return new Evidence(
        IncidentKind.ACCOUNT,
        "a",
        new Tick(tick),
        provisional,
        score,
        band,
        folded,
        List.of(),
        List.of());
  }

  /** What an incident is made of by its moves: the rules of a store, as short as can be. */
  private static final class Matter {
    private final Listing listing;
    private @Nullable Standing standing;
    private final List<String> moves = new ArrayList<>();

    private Matter() {
      this(Listing.NONE);
    }

    private Matter(Listing listing) {
      this.listing = listing;
    }

    private Matter see(Evidence evidence) {
      POLICY.judge(standing, evidence, listing).ifPresent(move -> apply(move, evidence));
      return this;
    }

    private void apply(Move move, Evidence evidence) {
      moves.add(move.toString());
      Standing was = standing;
      long id = was == null ? 1 : was.incident();
      standing =
          switch (move) {
            case Move.Open open ->
                after(
                    open.reopened() ? id + 1 : id,
                    evidence,
                    evidence.provisional(),
                    evidence.band());
            case Move.Gather gather ->
                after(
                    id,
                    evidence,
                    was != null && was.provisional() && evidence.provisional(),
                    higher(was, evidence));
            case Move.Withdraw withdraw -> closed(was, evidence.tick(), true);
            case Move.Settle settle -> closed(was, evidence.tick(), true);
            case Move.End end -> closed(was, evidence.tick(), true);
            case Move.Suppress suppress -> was;
            case Move.Clear clear -> closed(was, evidence.tick(), true);
          };
    }

    private static Standing after(long id, Evidence evidence, boolean provisional, Band band) {
      return new Standing(id, true, provisional, evidence.score(), band, evidence.tick(), false);
    }

    private static Band higher(@Nullable Standing was, Evidence evidence) {
      return was == null || evidence.band().compareTo(was.band()) > 0
          ? evidence.band()
          : was.band();
    }

    private static @Nullable Standing closed(@Nullable Standing was, Tick tick, boolean cleared) {
      return was == null
          ? null
          : new Standing(was.incident(), false, false, was.score(), was.band(), tick, cleared);
    }

    /** What was up to a tick is known to who decides in it. */
    private Matter decide(long tick) {
      if (standing != null && standing.open()) {
        standing = closed(standing, new Tick(tick), false);
      }
      return this;
    }
  }

  private static List<String> moves(Evidence... seen) {
    return moves(Listing.NONE, seen);
  }

  private static List<String> moves(Listing listing, Evidence... seen) {
    Matter matter = new Matter(listing);
    for (Evidence evidence : seen) {
      matter.see(evidence);
    }
    return matter.moves;
  }

  @Test
  void opensAtTheThresholdAndNotBelow() {
    assertThat(moves(closed(1, 49.9))).isEmpty();
    assertThat(moves(closed(1, 50))).containsExactly("Open[reopened=false]");
    assertThat(POLICY.threshold(IncidentKind.RING)).isEqualTo(60);
  }

  @Test
  void aClosedTickConfirmsOrWithdrawsWhatAnOpenOneSaid() {
    assertThat(moves(provisional(5, 55), closed(5, 55)))
        .containsExactly("Open[reopened=false]", "Gather[escalated=false]");
    assertThat(moves(provisional(5, 55), closed(5, 20)))
        .containsExactly("Open[reopened=false]", "Withdraw[]");
    assertThat(moves(provisional(5, 55), closed(4, 20)))
        .as("a tick before says nothing of it")
        .containsExactly("Open[reopened=false]");
  }

  @Test
  void escalatesWhenTheBandRisesAndNeverBack() {
    assertThat(moves(closed(1, 55), closed(2, 80), closed(3, 56), closed(4, 81)))
        .containsExactly(
            "Open[reopened=false]",
            "Gather[escalated=true]",
            "Gather[escalated=false]",
            "Gather[escalated=false]");
    assertThat(moves(provisional(1, 55), provisional(1, 80)))
        .containsExactly("Open[reopened=false]", "Gather[escalated=true]");
  }

  @Test
  void stayingAboveIsNoNewsAndFallingBelowDoesNotCloseWhatWasConfirmed() {
    assertThat(moves(closed(1, 55), closed(2, 55.5), closed(3, 54.6), closed(5, 30)))
        .containsExactly("Open[reopened=false]");
    assertThat(moves(closed(1, 55), closed(11, 55)))
        .containsExactly("Open[reopened=false]", "Gather[escalated=false]");
  }

  @Test
  void whatWasDecidedComesBackOnlyWithSomethingNew() {
    Matter same = new Matter().see(closed(1, 55)).decide(1).see(closed(2, 56)).see(closed(3, 58));
    assertThat(same.moves).containsExactly("Open[reopened=false]");
    same.see(closed(4, 80));
    assertThat(same.moves).containsExactly("Open[reopened=false]", "Open[reopened=true]");
    Matter again = new Matter().see(closed(1, 55)).decide(1).see(provisional(2, 10));
    again.see(closed(2, 10)).see(closed(3, 51));
    assertThat(again.moves)
        .containsExactly("Open[reopened=false]", "Clear[]", "Open[reopened=true]");
  }

  @Test
  void whatARingsIncidentSaysIsNotSaidAgainOfItsMembers() {
    assertThat(moves(evidence(1, false, 90, true))).containsExactly("Suppress[cause=FOLDED]");
    assertThat(moves(evidence(1, false, 20, true))).isEmpty();
    assertThat(moves(closed(1, 55), evidence(2, false, 90, true), closed(3, 60)))
        .containsExactly("Open[reopened=false]", "Settle[cause=FOLDED]", "Open[reopened=true]");
  }

  @Test
  void whoIsWatchedIsLookedAtSoonerAndWhoIsLetPassNotAtAll() {
    assertThat(moves(Listing.WATCHED, closed(1, 29.9))).isEmpty();
    assertThat(moves(Listing.WATCHED, closed(1, 30))).containsExactly("Open[reopened=false]");
    assertThat(moves(Listing.ALLOWED, closed(1, 49))).isEmpty();
    assertThat(moves(Listing.ALLOWED, closed(1, 99))).containsExactly("Suppress[cause=ALLOWED]");
    Matter matter = new Matter(Listing.ALLOWED);
    matter.standing = new Standing(7, true, false, 80, Band.HIGH, new Tick(1), false);
    assertThat(matter.see(closed(2, 85)).moves).containsExactly("Settle[cause=ALLOWED]");
  }

  @Test
  void opensOneOfAnAccountThatAHuntFoundUnlessItIsLetPass() {
    Evidence hunt =
        new Evidence(
            IncidentKind.HUNT,
            "a",
            new Tick(1),
            false,
            IncidentPolicy.LIMIT,
            Band.MEDIUM,
            false,
            List.of(),
            List.of());
    assertThat(hunt.dedupKey()).isEqualTo("hunt:a");
    assertThat(moves(Listing.NONE, hunt)).containsExactly("Open[reopened=false]");
    assertThat(moves(Listing.ALLOWED, hunt)).containsExactly("Suppress[cause=ALLOWED]");
    Standing decided = new Standing(7, false, false, 50, Band.MEDIUM, new Tick(0), false);
    assertThat(POLICY.judge(decided, hunt, Listing.NONE)).as("more of the same").isEmpty();
  }

  @Test
  void listsAreOfAccountsAndNotOfRings() {
    Evidence ring =
        new Evidence(
            IncidentKind.RING,
            "r",
            new Tick(1),
            false,
            59,
            Band.MEDIUM,
            false,
            List.of(),
            List.of());
    assertThat(POLICY.judge(null, ring, Listing.WATCHED)).isEmpty();
    assertThat(POLICY.threshold(IncidentKind.RING, Listing.WATCHED)).isEqualTo(60);
  }

  private static Evidence lag(long tick, double score) {
    Band band = RiskConfig.ofDefaults().band(score);
    return new Evidence(
        IncidentKind.LAG,
        "detection",
        new Tick(tick),
        false,
        score,
        band,
        false,
        List.of(),
        List.of());
  }

  @Test
  void whatIsAboutThePlatformEndsWhenItIsClearlyOver() {
    assertThat(moves(lag(1, 49))).isEmpty();
    assertThat(moves(lag(1, 50), lag(2, 41), lag(3, 39), lag(4, 10), lag(5, 60)))
        .containsExactly("Open[reopened=false]", "End[]", "Open[reopened=true]");
  }

  /** A clock that went ahead and came back: what is measured now counts, whatever it says. */
  @Test
  void whatIsMeasuredNowIsNeverOld() {
    assertThat(moves(lag(500, 60), lag(1, 80), lag(2, 10)))
        .containsExactly("Open[reopened=false]", "Gather[escalated=true]", "End[]");
  }

  /** A server that was killed sees again what it has seen. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void seeingTheSameAgainMovesNothing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Evidence> seen = new ArrayList<>();
    Matter matter = new Matter();
    for (int tick = 0; tick < 400; tick++) {
      if (random.nextInt(3) == 0) {
        seen.add(provisional(tick, random.nextInt(101)));
      }
      seen.add(closed(tick, random.nextInt(101)));
      if (random.nextInt(20) == 0) {
        matter.decide(tick);
      }
      for (Evidence evidence : seen.subList(Math.max(0, seen.size() - 2), seen.size())) {
        matter.see(evidence);
      }
      int moves = matter.moves.size();
      Standing standing = matter.standing;
      seen.subList(Math.max(0, seen.size() - 30), seen.size()).forEach(matter::see);
      assertThat(matter.moves.subList(moves, matter.moves.size())).as("tick %d", tick).isEmpty();
      assertThat(matter.standing).isEqualTo(standing);
    }
    assertThat(matter.moves).hasSizeGreaterThan(50);
  }

  @Test
  void refusesThresholdsThatNoScoreHas() {
    assertThatThrownBy(() -> new IncidentPolicy(-1, 0, 50)).hasMessageContaining("accountFrom");
    assertThatThrownBy(() -> new IncidentPolicy(50, 10, 101)).hasMessageContaining("ringFrom");
    assertThatThrownBy(() -> new IncidentPolicy(50, 51, 50)).hasMessageContaining("watchedFrom");
    assertThat(new IncidentPolicy(0, 0, 100).threshold(IncidentKind.RING)).isEqualTo(100);
  }
}
