package dev.ringwatch.postgres.audit;

import java.util.regex.Pattern;

/**
 * The last row of the audit log at some time. Whoever noted it elsewhere can tell later that what
 * was there then is there still, unchanged.
 *
 * @param seq its number; 0 before the first
 * @param hash its hash, which covers all rows up to it
 */
public record AuditHead(long seq, Sha256 hash) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,18}):([0-9a-fA-F]{64})");

  /**
   * Reads what {@link #toString} says.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static AuditHead parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("a head is NUMBER:HASH, not '" + text + "'");
    }
    return new AuditHead(Long.parseLong(parts.group(1)), Sha256.ofHex(parts.group(2)));
  }

  /** {@code NUMBER:HASH}. */
  @Override
  public String toString() {
    return seq + ":" + hash;
  }
}
