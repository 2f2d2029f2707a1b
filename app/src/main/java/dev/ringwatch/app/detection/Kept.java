package dev.ringwatch.app.detection;

/**
 * Where detection keeps what it comes to, for others to look at. Nothing of it moves a score.
 *
 * @param setAsides what could not be processed
 * @param results what closed ticks say of accounts
 * @param models what was learned, and which of it is to hold
 * @param rings which rings there are
 * @param matters where incidents are opened
 */
public record Kept(
    SetAsides setAsides, Results results, LearnedModels models, FoundRings rings, Matters matters) {

  /** The same with another place where incidents are opened. */
  Kept withMatters(Matters other) {
    return new Kept(setAsides, results, models, rings, other);
  }
}
