package dev.ringwatch.learn;

/** What learning from verdicts comes to. */
public sealed interface Training {

  /**
   * An adjustment. It has not shown yet that it is any good: {@link PromotionGate} has it do so.
   *
   * @param blend the adjusted score
   * @param penalty how strongly adjustments are held back, chosen by cross-validation
   * @param verdicts how many it was learned from
   */
  record Learned(LearnedBlend blend, double penalty, int verdicts) implements Training {}

  /**
   * None: scores stay what they are.
   *
   * @param why in a sentence
   */
  record Nothing(String why) implements Training {}
}
