package dev.ringwatch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.calibrate.Binomial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromotionGateTest {

  private static final LearningConfig CONFIG = LearningConfig.ofDefaults();

  private static Promotion decide(PlantedVerdicts planted, List<JudgedAccount> judged) {
    return new PromotionGate(planted.model(), CONFIG).decide(judged, everyone(planted));
  }

  private static List<ScoredAccount> everyone(PlantedVerdicts planted) {
    return planted.judged().stream().map(JudgedAccount::account).toList();
  }

  private static List<PairedScore> later(PromotionGate gate, List<JudgedAccount> judged) {
    return gate.heldBack(judged, List.of()).stream()
        .flatMap(part -> part.judged().stream())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void letsPassWhatFindsMore(long seed) {
    PlantedVerdicts planted = new PlantedVerdicts(3, seed);
    assertThat(decide(planted, planted.judged()))
        .as("seed %d", seed)
        .isInstanceOfSatisfying(
            Promotion.Promoted.class,
            promoted -> {
              assertThat(promoted.evidence().after()).isGreaterThan(promoted.evidence().before());
              assertThat(promoted.learned().verdicts()).isEqualTo(1500);
              assertThat(promoted.sentence()).contains("verdicts would find").contains("at 2 %");
              assertThat(promoted.benign()).hasSize(promoted.evidence().benign());
            });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void keepsTheScoreWhereThereIsNothingToLearn(long seed) {
    PlantedVerdicts planted = new PlantedVerdicts(0, seed);
    assertThat(decide(planted, planted.judged().subList(0, 600)))
        .as("seed %d", seed)
        .isInstanceOf(Promotion.Kept.class);
  }

  /**
   * Through all of learning: where verdicts say nothing that the score does not know, no more pass
   * than the confidence leaves, by an exact binomial check.
   */
  @Test
  void letsHardlyAnythingPassWhereThereIsNothingToLearn() {
    int draws = 100;
    long passed =
        IntStream.rangeClosed(1, draws)
            .parallel()
            .filter(seed -> {
              PlantedVerdicts planted = new PlantedVerdicts(0, 1_000 + seed);
              List<JudgedAccount> judged = planted.judged().subList(0, 250);
              return decide(planted, judged) instanceof Promotion.Promoted;
            })
            .count();
    assertThat(new Binomial(draws, CONFIG.bound().allowedViolation()).atLeast(passed))
        .as("%d of %d passed", passed, draws)
        .isGreaterThan(0.001);
  }

  /** Whom it was learned from is found again, and would fill the places of who is compared. */
  @Test
  void comparesOnNobodyThatItLearnedFrom() {
    PlantedVerdicts planted = new PlantedVerdicts(3, 1);
    List<JudgedAccount> judged = planted.judged().subList(0, 1_000);
    List<HeldBack> parts =
        new PromotionGate(planted.model(), CONFIG).heldBack(judged, everyone(planted));
    assertThat(parts).extracting(part -> part.judged().size()).containsExactly(200, 200, 200, 200);
    assertThat(parts)
        .extracting(part -> part.everyone().size())
        .containsExactly(1_300, 1_100, 900, 700);
  }

  /** Verdicts of a second window are as good as those of the first. */
  @Test
  void findsWithTheVerdictsOfTwoWindowsWhatOneDoesNotShow() {
    PlantedVerdicts planted = new PlantedVerdicts(1.5, 5);
    assertThat(decide(planted, planted.judged().subList(0, 150)))
        .isInstanceOf(Promotion.Kept.class);
    assertThat(decide(planted, planted.judged())).isInstanceOf(Promotion.Promoted.class);
  }

  /** With what can be learned, but fewer than 50 benign accounts to show it on. */
  @Test
  void saysThatTooFewAreLeftToCompareOn() {
    PlantedVerdicts planted = new PlantedVerdicts(6, 1);
    List<JudgedAccount> few = new ArrayList<>();
    planted.judged().stream().filter(JudgedAccount::isAbusive).limit(40).forEach(few::add);
    planted.judged().stream().filter(one -> !one.isAbusive()).limit(55).forEach(few::add);
    assertThat(decide(planted, byTurns(few)).sentence()).contains("too few to compare on");
  }

  private static List<JudgedAccount> byTurns(List<JudgedAccount> judged) {
    List<JudgedAccount> turned = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      turned.add(at(judged.get(i), i * 37 % judged.size()));
    }
    return turned;
  }

  private static JudgedAccount at(JudgedAccount one, int second) {
    return PlantedVerdicts.judged(one.account(), one.isAbusive(), second);
  }

  /** An account's score may rest on what was decided before its block alone. */
  @Test
  void doesNotLearnFromWhatComesLater() {
    PlantedVerdicts planted = new PlantedVerdicts(3, 2);
    PromotionGate gate = new PromotionGate(planted.model(), CONFIG);
    List<PairedScore> scores = later(gate, planted.judged());
    List<JudgedAccount> otherEnd = new ArrayList<>(planted.judged().subList(0, 900));
    planted
        .judged()
        .subList(900, 1500)
        .forEach(one ->
            otherEnd.add(
                PlantedVerdicts.judged(
                    one.account(), !one.isAbusive(), (int) one.verdict().at().getEpochSecond())));
    List<PairedScore> others = later(gate, otherEnd);
    assertThat(scores).hasSize(1200);
    for (int i = 0; i < 900; i++) {
      assertThat(others.get(i).after()).isEqualTo(scores.get(i).after());
    }
    assertThat(others.subList(900, 1200))
        .extracting(PairedScore::after)
        .isNotEqualTo(scores.subList(900, 1200).stream().map(PairedScore::after).toList());
  }

  /** What is abusive are copies of two rings: two things were seen, as often as they come. */
  @Test
  void twoRingsOfManyCopiesShowTooLittle() {
    PlantedVerdicts planted = new PlantedVerdicts(3, 1);
    List<JudgedAccount> copies = new ArrayList<>();
    int abusive = 0;
    for (JudgedAccount one : planted.judged().subList(0, 600)) {
      String unit = one.isAbusive() ? "ring-" + abusive++ % 2 : one.unit();
      copies.add(new JudgedAccount(one.account(), one.verdict(), unit));
    }
    assertThat(abusive).isGreaterThan(60);
    assertThat(decide(planted, copies))
        .isInstanceOfSatisfying(
            Promotion.Kept.class,
            kept -> assertThat(kept.sentence()).startsWith("2 abusive and").contains("too few"));
  }

  @Test
  void nothingIsLaterWhereAllIsOfTheSameTime() {
    PlantedVerdicts planted = new PlantedVerdicts(3, 1);
    List<JudgedAccount> same =
        planted.judged().stream()
            .map(one -> PlantedVerdicts.judged(one.account(), one.isAbusive(), 7))
            .toList();
    assertThat(decide(planted, same).sentence()).contains("none is later than another");
  }

  /** Whichever they are, in whatever order they come. */
  @Test
  void learnsFromASampleOfMoreThanItCanTake() {
    PlantedVerdicts planted = new PlantedVerdicts(3, 1);
    Promotion promotion =
        new PromotionGate(planted.model(), CONFIG, 400).decide(planted.judged(), everyone(planted));
    assertThat(promotion.sentence()).endsWith("(on a sample of 400 of 1,500 verdicts)");
    List<JudgedAccount> kept = VerdictSample.of(planted.judged(), 400, 1).judged();
    assertThat(kept).hasSize(400);
    assertThat(VerdictSample.of(planted.judged().reversed(), 400, 1).judged()).isEqualTo(kept);
    assertThat(VerdictSample.of(kept, 400, 1).note()).isEmpty();
  }

  /** The copies of a ring would be recognised by what was learned of the others. */
  @Test
  void holdsBackWholeRings() {
    PlantedVerdicts planted = new PlantedVerdicts(0, 4);
    List<JudgedAccount> copies = new ArrayList<>();
    for (JudgedAccount one : planted.judged().subList(0, 500)) {
      copies.add(
          new JudgedAccount(
              one.account(),
              new JudgedAccount.Verdict(one.isAbusive(), true, 1, one.verdict().at()),
              "one ring of all"));
    }
    assertThat(decide(planted, copies)).isInstanceOf(Promotion.Kept.class);
  }
}
