package dev.ringwatch.kit.generate;

import dev.ringwatch.event.Outcome;

/**
 * What is done.
 *
 * @param action the action
 * @param target what it is done to, by number, or {@link Catalogue#NOTHING}
 * @param outcome how it ends
 */
record Deed(Action action, int target, Outcome outcome) {

  /** A deed without a target. */
  static Deed of(Action action, Dice dice) {
    return new Deed(action, Catalogue.NOTHING, action.outcome(dice));
  }

  /** A deed with a target. */
  static Deed of(Action action, int target, Dice dice) {
    return new Deed(action, target, action.outcome(dice));
  }

  /** The deed again, ending as it happens. */
  Deed again(Dice dice) {
    return new Deed(action, target, action.outcome(dice));
  }
}
