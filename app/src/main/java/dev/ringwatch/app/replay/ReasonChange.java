package dev.ringwatch.app.replay;

/**
 * What a reason adds to scores, before and after.
 *
 * @param name the reason's name
 * @param accountsBefore how many accounts have it before
 * @param accountsAfter how many have it after
 * @param came the points that it adds to accounts more than before, summed up; 0 or more
 * @param went those that it adds less, 0 or more
 */
record ReasonChange(
    String name, long accountsBefore, long accountsAfter, double came, double went) {

  boolean isDifferent() {
    return came > 0 || went > 0 || accountsBefore != accountsAfter;
  }
}
