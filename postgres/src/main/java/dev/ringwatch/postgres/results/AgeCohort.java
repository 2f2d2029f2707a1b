package dev.ringwatch.postgres.results;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Accounts that are about as old as each other, by when the platform says they were opened. */
public enum AgeCohort {
  /** Less than 7 days old. */
  DAYS_0("0 to 6 days", 0, 7),
  /** 7 days old and less than 30. */
  DAYS_7("7 to 29 days", 7, 30),
  /** 30 days old and less than 90. */
  DAYS_30("30 to 89 days", 30, 90),
  /** 90 days old or more. */
  DAYS_90("90 days and more", 90, -1),
  /** The platform never said when they were opened. */
  UNKNOWN("not known", -1, -1);

  private final String words;
  private final int fromDays;
  private final int belowDays;

  AgeCohort(String words, int fromDays, int belowDays) {
    this.words = words;
    this.fromDays = fromDays;
    this.belowDays = belowDays;
  }

  /** How old they are, in words. */
  public String words() {
    return words;
  }

  /** The moment after which those were opened that are no older; null if there is no bound. */
  public @Nullable Instant openedAfter(Instant now) {
    return belowDays < 0 ? null : now.minus(Duration.ofDays(belowDays));
  }

  /** The moment at or before which those were opened that are no younger; null if there is none. */
  public @Nullable Instant openedUntil(Instant now) {
    return fromDays <= 0 ? null : now.minus(Duration.ofDays(fromDays));
  }
}
