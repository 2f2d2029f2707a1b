package dev.ringwatch.app.report;

import dev.ringwatch.event.LinkKeyKind;
import java.util.Arrays;

/**
 * How a kind of shared key is drawn.
 *
 * @param label the kind in words
 * @param cssClass its colour
 * @param letter what stands in its square, since colour alone says nothing to some
 */
record KeyKind(String label, String cssClass, String letter) {

  /** The kind with a name; one that is not known is drawn in grey with a question mark. */
  static KeyKind of(String label) {
    return Arrays.stream(LinkKeyKind.values())
        .filter(kind -> kind.label().equals(label))
        .map(kind -> new KeyKind(words(kind), "key-" + label, letter(kind)))
        .findFirst()
        .orElseGet(() -> new KeyKind(Shown.name(label), "key-other", "?"));
  }

  private static String words(LinkKeyKind kind) {
    return switch (kind) {
      case PAYMENT -> "payment";
      case DEVICE -> "device";
      case SESSION -> "session";
      case IP -> "address";
      case CO_ACTION -> "acts on one target";
    };
  }

  private static String letter(LinkKeyKind kind) {
    return switch (kind) {
      case PAYMENT -> "P";
      case DEVICE -> "D";
      case SESSION -> "S";
      case IP -> "I";
      case CO_ACTION -> "A";
    };
  }
}
