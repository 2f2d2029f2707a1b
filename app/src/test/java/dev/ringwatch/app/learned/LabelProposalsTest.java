package dev.ringwatch.app.learned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.learned.LabelProposals.Proposal;
import dev.ringwatch.postgres.verdict.LabelCandidates.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelProposalsTest {

  private static final double THRESHOLD = 70;

  private static List<Candidate> candidates() {
    return List.of(
        new Candidate("near", 71.6, "rhythm"),
        new Candidate("at", 70, "rhythm"),
        new Candidate("far", 95, "rhythm"),
        new Candidate("strange", 88, "night_share"),
        new Candidate("stranger", 99, "night_share"),
        new Candidate("known", 60, "ring"));
  }

  @Test
  void proposesByTurnsWhatIsUncertainAndWhatIsUnknown() {
    List<Proposal> proposed =
        LabelProposals.of(candidates(), Map.of("rhythm", 9, "ring", 40), THRESHOLD, 4);
    assertThat(proposed)
        .extracting(one -> one.account() + " " + one.why())
        .containsExactly(
            "at uncertain", "strange unknown_kind", "near uncertain", "known unknown_kind");
    assertThat(proposed)
        .extracting(Proposal::reason)
        .containsExactly(
            "its score is the threshold: what such accounts are says where that should lie",
            "it stands out by night_share, as 2 that wait do; 0 like it were judged",
            "its score is 1.6 above the threshold: what such accounts are says where that should"
                + " lie",
            "it stands out by ring, as 1 that wait do; 40 like it were judged");
  }

  /** Whatever is asked for: nobody twice, and in whatever order they come. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 5, 6, 7, 100})
  void proposesNobodyTwice(int most) {
    List<Proposal> proposed = LabelProposals.of(candidates(), Map.of(), THRESHOLD, most);
    assertThat(proposed).hasSize(Math.min(most, 6));
    assertThat(proposed).extracting(Proposal::account).doesNotHaveDuplicates();
    List<Candidate> turned = new ArrayList<>(candidates()).reversed();
    assertThat(LabelProposals.of(turned, Map.of(), THRESHOLD, most)).isEqualTo(proposed);
  }

  @Test
  void hasNothingToProposeWhereNobodyWaits() {
    assertThat(LabelProposals.of(List.of(), Map.of("ring", 3), THRESHOLD, 10)).isEmpty();
  }
}
