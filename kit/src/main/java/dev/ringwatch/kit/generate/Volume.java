package dev.ringwatch.kit.generate;

import java.time.Instant;

/**
 * How much a generated world holds.
 *
 * @param start the first instant of the first day
 * @param days how many days, 1 to 60
 * @param accounts how many accounts act, 1,000 to 5,000,000; every one of them has at least one
 *     event unless it abuses without camouflage
 * @param events how many events there are over all days, 8 for each account to 200 for each account
 *     and day on average; met within one per cent
 */
public record Volume(Instant start, int days, int accounts, long events) {

  /** Checks the ranges. */
  public Volume {
    if (days < 1 || days > 60) {
      throw new IllegalArgumentException("days must be 1 to 60, not " + days);
    }
    if (accounts < 1_000 || accounts > 5_000_000) {
      throw new IllegalArgumentException("accounts must be 1,000 to 5,000,000, not " + accounts);
    }
    if (events < 8L * accounts || events > 200L * accounts * days) {
      throw new IllegalArgumentException(
          "events must be 8 for each account to 200 for each account and day, not " + events);
    }
  }

  /** Monday the 5th of January 2026, 50,000 accounts and a million events. */
  public static Volume ofDefaults() {
    return new Volume(Instant.parse("2026-01-05T00:00:00Z"), 1, 50_000, 1_000_000);
  }

  /** The same start and days with other numbers of accounts and events. */
  public Volume of(int newAccounts, long newEvents) {
    return new Volume(start, days, newAccounts, newEvents);
  }

  /** Mean events of an account, in multiples of the default's twenty. */
  double intensity() {
    return events / (20.0 * accounts);
  }
}
