package dev.ringwatch.calibrate;

/** What a calibration comes to: a threshold, or why there is none. */
public sealed interface Outcome {

  /**
   * A threshold that keeps to all that was asked for: the largest of the candidates.
   *
   * @param threshold flag what scores as much or more
   * @param winner which rule asked for it; of equal ones the first
   * @param sentence what each rule asked for and which won
   */
  record Chosen(double threshold, ThresholdRule winner, String sentence) implements Outcome {}

  /**
   * None. What was in force stays.
   *
   * @param refusal why
   */
  record Refused(Refusal refusal) implements Outcome {}
}
