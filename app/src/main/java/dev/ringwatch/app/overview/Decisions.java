package dev.ringwatch.app.overview;

/**
 * What was decided about an account, and what can be said against it.
 *
 * @param verdict what was decided, and the form to decide by
 * @param appealable whether somebody may enter an appeal: a verdict stands and none is open
 */
record Decisions(VerdictPart verdict, boolean appealable) {

  private static final String STANDS = "stands";

  static Decisions of(VerdictPart verdict) {
    boolean stands = verdict.history().stream().anyMatch(line -> line.kind().equals(STANDS));
    return new Decisions(verdict, stands && verdict.appeal().isEmpty() && verdict.mayDecide());
  }
}
