package dev.ringwatch.ingest;

/**
 * A piece of input that was not used, and why.
 *
 * @param line the line it began on, from 1
 * @param reason why, for a person, such as {@code account_id is empty}
 * @param text the beginning of the input itself, at most {@value #MAX_TEXT} characters and an
 *     ellipsis where it was longer
 */
public record Rejected(long line, String reason, String text) {

  /** The longest piece of the input that is kept, in characters. */
  public static final int MAX_TEXT = 200;

  /** Shortens the text. */
  public Rejected {
    if (text.length() > MAX_TEXT + 1) {
      int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
      text = text.substring(0, end) + "…";
    }
  }
}
