package dev.ringwatch.app.alert;

import dev.ringwatch.alert.Alert;

/** How alerts are worded for a kind of receiver. Safe for threads. */
interface AlertFormat {

  /**
   * The message. What comes from outside (ids, names, reasons) is in it as text: whatever it looks
   * like, it formats nothing, mentions nobody and ends no header; and it is cut to what the
   * receiver takes.
   *
   * @param test whether it only tries an endpoint out, and says so
   */
  String body(Alert alert, boolean test);
}
