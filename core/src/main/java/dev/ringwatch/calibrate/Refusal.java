package dev.ringwatch.calibrate;

/**
 * Why there is no threshold.
 *
 * @param reason for programs
 * @param sentence for people: what is the matter, with the numbers
 */
public record Refusal(Reason reason, String sentence) {

  /** What can stand against a threshold. */
  public enum Reason {
    /** Nobody has a label. */
    NO_LABELS,
    /** All labels say the same. */
    ONE_CLASS,
    /** All labelled accounts score the same. */
    EQUAL_SCORES,
    /** No benign account comes from a random audit. */
    NO_AUDIT,
    /** The audit found too few benign accounts to carry the promise. */
    TOO_FEW,
    /** The threshold would have to be above the highest score. */
    NO_ROOM
  }
}
