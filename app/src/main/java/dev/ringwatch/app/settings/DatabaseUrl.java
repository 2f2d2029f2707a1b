package dev.ringwatch.app.settings;

import java.util.regex.Pattern;

/**
 * Where a database is.
 *
 * @param text {@code jdbc:postgresql://...}, without a password
 */
record DatabaseUrl(String text) {

  private static final Pattern PASSWORD =
      Pattern.compile("[?&](ssl)?password=", Pattern.CASE_INSENSITIVE);

  /** Checks the kind, and that there is no secret in it: it is shown. */
  DatabaseUrl {
    if (!text.startsWith("jdbc:postgresql:") || PASSWORD.matcher(text).find()) {
      throw new IllegalArgumentException(
          "a database URL must start with jdbc:postgresql: and hold no password");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
