package dev.ringwatch.pipeline;

/**
 * What was shed because it did not fit, since the beginning of the log.
 *
 * @param keys link keys
 * @param accounts accounts
 */
public record Shed(long keys, long accounts) {

  /** Nothing. */
  static final Shed NOTHING = new Shed(0, 0);

  Shed plus(long moreKeys, long moreAccounts) {
    return new Shed(keys + moreKeys, accounts + moreAccounts);
  }
}
