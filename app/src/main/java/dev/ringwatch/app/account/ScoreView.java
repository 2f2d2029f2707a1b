package dev.ringwatch.app.account;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The score that an event makes, as {@code POST /v1/score} answers it. Names are a contract of the
 * HTTP interface.
 *
 * @param eventId the event's own id, or the one that was made of its content
 * @param duplicate whether it had been taken before
 * @param account all that is known of its account, with the event in it
 */
record ScoreView(String eventId, boolean duplicate, @JsonUnwrapped AccountView account) {

  /**
   * An event that was taken while no score can be told.
   *
   * @param eventId the event's own id, or the one that was made of its content
   * @param duplicate whether it had been taken before
   * @param accountId who acted
   * @param status {@code accepted}
   * @param why what the score waits for
   */
  record Accepted(String eventId, boolean duplicate, String accountId, String status, String why) {}
}
