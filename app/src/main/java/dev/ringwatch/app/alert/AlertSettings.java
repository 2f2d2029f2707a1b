package dev.ringwatch.app.alert;

import java.util.Optional;

/**
 * How alerts are sent.
 *
 * @param allowed networks that they may go to although they are not of the public Internet
 * @param workers how many are under way at a time
 * @param smtp the mail server; empty if there is none
 */
public record AlertSettings(Networks allowed, int workers, Optional<SmtpSettings> smtp) {

  /** So that a hundred endpoints that hang hold up nobody else. */
  private static final int WORKERS = 256;

  /** Nothing inside, and many at a time. */
  public static AlertSettings ofDefaults() {
    return new AlertSettings(Networks.none(), WORKERS, Optional.empty());
  }
}
