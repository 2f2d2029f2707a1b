package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Outcome;
import java.time.Instant;

/** The columns of {@code raw_events} and how their values are told in numbers. */
public final class EventColumns {

  /** What a reader needs to know an entry, in the order in which rows are read and written. */
  public static final String READ =
      "seq, ts, event_id, account_id, action, ip, device_id, session_id, target, target_owner,"
          + " outcome, enforced, payment_id, user_agent, country, account_created_at, source,"
          + " attributes";

  /** All columns, in the order in which rows are written. */
  static final String WRITTEN = READ + ", received_at";

  /** How many columns are written. */
  static final int WRITTEN_COUNT = 19;

  /** Stands in a binary COPY where a row would begin, after the last one. */
  static final short END_OF_ROWS = -1;

  /** The length of a value that is null. */
  static final int NULL = -1;

  /** The version of jsonb's binary form. */
  static final byte JSONB_VERSION = 1;

  /** PostgreSQL counts from the year 2000. */
  private static final long EPOCH_SECOND_2000 = 946_684_800L;

  private static final long MICROS = 1_000_000L;

  private EventColumns() {}

  /** A time as PostgreSQL counts it: microseconds since the year 2000. */
  static long micros(Instant time) {
    return (time.getEpochSecond() - EPOCH_SECOND_2000) * MICROS + time.getNano() / 1_000;
  }

  /** The time that PostgreSQL counts so. */
  static Instant time(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS) + EPOCH_SECOND_2000, Math.floorMod(micros, MICROS) * 1_000);
  }

  /** The outcome's number in the table. */
  public static short number(Outcome outcome) {
    return switch (outcome) {
      case SUCCESS -> 0;
      case FAILURE -> 1;
      case UNKNOWN -> 2;
    };
  }

  /** The outcome of a number; what we do not know is unknown. */
  public static Outcome outcome(short number) {
    return switch (number) {
      case 0 -> Outcome.SUCCESS;
      case 1 -> Outcome.FAILURE;
      default -> Outcome.UNKNOWN;
    };
  }
}
