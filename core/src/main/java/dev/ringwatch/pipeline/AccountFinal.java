package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.risk.RiskScore;
import org.jspecify.annotations.Nullable;

/**
 * One account's final scores at a closed tick.
 *
 * @param risk the risk score with its reasons
 * @param anomaly how unusual the account's own behaviour is, 0 to 100
 * @param ringId the ring it is in; null if none
 * @param ring the score of its ring, 0 to 100; 0 without a ring
 * @param events its events within the horizon
 */
public record AccountFinal(
    RiskScore risk, double anomaly, @Nullable String ringId, double ring, long events) {

  /** Whose scores these are. */
  public AccountId account() {
    return risk.account();
  }
}
