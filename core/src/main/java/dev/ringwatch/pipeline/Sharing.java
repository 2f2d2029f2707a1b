package dev.ringwatch.pipeline;

import dev.ringwatch.event.LinkKeyKind;

/**
 * What a link key tells an account that used it: how many accounts it has. Large numbers are told
 * in steps of an eighth, so that a key with n accounts sends O(n) such messages over its life and
 * not one per pair of accounts.
 *
 * @param account who is told, by the number under which the driver knows it
 * @param kind the key's kind
 * @param valueHash the hash of the key's value
 * @param accounts accounts on the key as of the closed tick, rounded down by {@link #rounded}
 */
public record Sharing(int account, LinkKeyKind kind, long valueHash, int accounts)
    implements ProfileInput {

  private static final int EXACT_BITS = 4;

  /**
   * The number that is told for a number of accounts: itself up to 16, then its four leading binary
   * digits.
   */
  static int rounded(int accounts) {
    int dropped = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(accounts) - EXACT_BITS);
    return accounts >> dropped << dropped;
  }
}
