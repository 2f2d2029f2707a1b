package dev.ringwatch.ingest;

/**
 * How much of anything one event may bring. They keep memory bounded whatever the input is.
 *
 * @param maxLineBytes the longest line, and the longest CSV record of several lines, in bytes;
 *     longer ones are rejected
 * @param maxFieldChars the longest value of a column in characters; a longer one rejects the event,
 *     except that a longer user agent, which the client itself chooses, is cut
 * @param maxAttributes the most attributes of an event
 * @param maxAttributeChars the most characters of all names and values of an event's attributes
 */
public record DecodeLimits(
    int maxLineBytes, int maxFieldChars, int maxAttributes, int maxAttributeChars) {

  /** Checks that every limit is positive. */
  public DecodeLimits {
    if (Math.min(maxLineBytes, maxFieldChars) < 1
        || Math.min(maxAttributes, maxAttributeChars) < 1) {
      throw new IllegalArgumentException(
          "every limit must be at least 1: "
              + maxLineBytes
              + ", "
              + maxFieldChars
              + ", "
              + maxAttributes
              + ", "
              + maxAttributeChars);
    }
  }

  /** 1 MiB a line, 4,096 characters a field, 200 attributes of 65,536 characters together. */
  public static DecodeLimits ofDefaults() {
    return new DecodeLimits(1 << 20, 4_096, 200, 65_536);
  }
}
