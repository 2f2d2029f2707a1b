package dev.ringwatch.app.learned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.learned.LabelProposals.Proposal;
import dev.ringwatch.postgres.verdict.LabelCandidates.Candidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelProposalsTest {

  private static final double THRESHOLD = 70;

  private static Candidate alone(String account, double risk, String kind) {
    return new Candidate(account, risk, kind, null);
  }

  private static List<Candidate> candidates() {
    return List.of(
        alone("near", 71.6, "rhythm"),
        alone("at", 70, "rhythm"),
        alone("far", 95, "rhythm"),
        alone("strange", 88, "night_share"),
        alone("stranger", 99, "night_share"),
        alone("known", 60, "ring"));
  }

  private static List<Proposal> choose(
      List<Candidate> candidates, Map<String, Integer> judged, int most) {
    return new LabelProposals(candidates, judged, THRESHOLD).choose(most);
  }

  @Test
  void proposesByTurnsWhatIsUncertainAndWhatIsLittleKnown() {
    List<Proposal> proposed = choose(candidates(), Map.of("rhythm", 9, "ring", 40), 4);
    assertThat(proposed)
        .extracting(one -> one.account() + " " + one.why())
        .containsExactly(
            "at uncertain", "strange unknown_kind", "near uncertain", "known unknown_kind");
    assertThat(proposed)
        .extracting(Proposal::reason)
        .containsExactly(
            "at the threshold: what such accounts are says where it should lie",
            "stands out most by night share, as 2 that wait; nobody has judged one yet",
            "1.6 above the threshold: what such accounts are says where it should lie",
            "stands out most by ring, as no other that waits; 40 were judged");
  }

  /** Whatever is asked for: nobody twice, and in whatever order they come. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 5, 6, 7, 100})
  void proposesNobodyTwice(int most) {
    List<Proposal> proposed = choose(candidates(), Map.of(), most);
    assertThat(proposed).hasSize(Math.min(most, 6));
    assertThat(proposed).extracting(Proposal::account).doesNotHaveDuplicates();
    List<Candidate> turned = new ArrayList<>(candidates());
    Collections.shuffle(turned, new Random(most));
    assertThat(choose(turned, Map.of(), most)).isEqualTo(proposed);
  }

  @Test
  void proposesOneOfARing() {
    List<Candidate> ring = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ring.add(new Candidate("member-" + i, 70, "ring", "ring-1"));
    }
    ring.add(alone("lonely", 88, "rhythm"));
    assertThat(choose(ring, Map.of(), 10))
        .extracting(Proposal::account)
        .containsExactly("member-0", "lonely");
  }

  /** They are uncertain all the same. */
  @Test
  void proposesWhoStandsOutByNothingForTheirScoreAlone() {
    assertThat(choose(List.of(alone("a", 69, ""), alone("b", 75, "")), Map.of(), 10))
        .extracting(one -> one.account() + " " + one.why())
        .containsExactly("a uncertain", "b uncertain");
  }

  @Test
  void hasNothingToProposeWhereNobodyWaits() {
    assertThat(choose(List.of(), Map.of("ring", 3), 10)).isEmpty();
  }
}
