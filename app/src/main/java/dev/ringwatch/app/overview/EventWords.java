package dev.ringwatch.app.overview;

import dev.ringwatch.postgres.events.EventField;
import dev.ringwatch.postgres.events.StoredEvent;
import org.jspecify.annotations.Nullable;

/** What the fields of events are called, and where an event has them. */
final class EventWords {

  private EventWords() {}

  /** A field in a word. */
  static String of(EventField field) {
    return switch (field) {
      case ACCOUNT_ID -> "account";
      case IP -> "address";
      case DEVICE_ID -> "device";
      case SESSION_ID -> "session";
      case PAYMENT_ID -> "payment";
      case TARGET -> "target";
      case ACTION -> "action";
      case COUNTRY -> "country";
      case SOURCE -> "source";
    };
  }

  /** Whether accounts that have a value in common are tied by it. */
  static boolean isKey(EventField field) {
    return switch (field) {
      case IP, DEVICE_ID, SESSION_ID, PAYMENT_ID -> true;
      case ACCOUNT_ID, TARGET, ACTION, COUNTRY, SOURCE -> false;
    };
  }

  /** What an event has there. */
  static @Nullable String value(EventField field, StoredEvent stored) {
    return switch (field) {
      case ACCOUNT_ID -> stored.event().account().value();
      case IP -> stored.event().ip();
      case DEVICE_ID -> stored.event().device();
      case SESSION_ID -> stored.event().session();
      case PAYMENT_ID -> stored.event().payment();
      case TARGET -> stored.event().target();
      case ACTION -> stored.event().action();
      case COUNTRY -> stored.event().country();
      case SOURCE -> stored.event().source();
    };
  }
}
