package dev.ringwatch.postgres;

import dev.ringwatch.ingest.FieldText;
import java.util.Locale;
import java.util.Optional;

/** Which field of events a listed value is of. The order of the words is that of the table. */
public enum ListedWhat {
  /** The account that acted. */
  ACCOUNT,
  /** The device. */
  DEVICE,
  /** The address. */
  IP,
  /** The payment instrument. */
  PAYMENT;

  /** As it stands in the table and in routes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The field of a word; empty if there is none. */
  public static Optional<ListedWhat> of(String word) {
    for (ListedWhat what : values()) {
      if (what.word().equals(word)) {
        return Optional.of(what);
      }
    }
    return Optional.empty();
  }

  /** A value as events carry it in this field; empty if no event can. */
  public Optional<String> value(String typed) {
    return this == IP ? FieldText.address(typed) : FieldText.id(typed);
  }
}
