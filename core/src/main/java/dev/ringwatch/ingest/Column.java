package dev.ringwatch.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an event's columns, or JSON fields, are called. Names are compared without case, blanks,
 * hyphens and underscores, so that {@code accountId} is {@code account_id}. The first name is the
 * column's own; the others are accepted where the own name is missing, the earlier before the
 * later. Names that mean different things in different logs ({@code id}, {@code type}, {@code
 * status}, {@code created_at}) are not guessed: they need a mapping.
 */
enum Column {
  EVENT_ID("event_id"),
  ACCOUNT_ID("account_id", "user_id", "account", "user"),
  ACTION("action", "event_type", "action_type", "event_name", "event"),
  TIMESTAMP("timestamp", "event_time", "event_timestamp", "occurred_at", "ts", "time", "datetime"),
  IP("ip", "ip_address", "client_ip", "source_ip"),
  DEVICE_ID("device_id", "device", "device_fingerprint"),
  SESSION_ID("session_id", "session"),
  TARGET("target", "target_id", "resource_id"),
  TARGET_OWNER("target_owner", "target_owner_id"),
  OUTCOME("outcome", "result", "success"),
  ENFORCED("enforced", "is_enforced", "enforcement_flag"),
  PAYMENT_ID("payment_id", "payment", "payment_method_id"),
  USER_AGENT("user_agent"),
  COUNTRY("country", "country_code"),
  ACCOUNT_CREATED_AT("account_created_at", "user_created_at"),
  SOURCE("source");

  /** How many columns there are. */
  static final int COUNT = values().length;

  /** What every event needs. */
  static final List<Column> REQUIRED = List.of(ACCOUNT_ID, ACTION, TIMESTAMP);

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes it
  private final List<String> names;

  @SuppressWarnings("ImmutableEnumChecker") // Stream.toList makes it
  private final List<String> plainNames;

  Column(String... names) {
    this.names = List.of(names);
    this.plainNames = this.names.stream().map(Column::plain).toList();
  }

  /** The column's place in arrays of {@link #COUNT}, which live no longer than the process. */
  @SuppressWarnings("EnumOrdinal") // an EnumMap would cost a fifth of the decoding time
  int index() {
    return ordinal();
  }

  /** The column's own name. */
  String label() {
    return names.getFirst();
  }

  /**
   * 0 for the column's own name, more for the names that are accepted instead, -1 for any other.
   */
  int rank(String name) {
    return plainNames.indexOf(plain(name));
  }

  /** The column with one of our own names. */
  static Column named(String label) {
    for (Column column : values()) {
      if (column.label().equals(label)) {
        return column;
      }
    }
    throw new IllegalArgumentException(
        "there is no column " + label + "; the columns are " + labels(Arrays.asList(values())));
  }

  static String labels(List<Column> columns) {
    return columns.stream().map(Column::label).collect(Collectors.joining(", "));
  }

  /** A name without what does not matter in it. */
  static String plain(String name) {
    return name.strip().replace("_", "").replace("-", "").replace(" ", "").toLowerCase(Locale.ROOT);
  }
}
