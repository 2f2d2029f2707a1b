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
public record KeyKind(String label, String cssClass, String letter) {

  /** The kind with a name; one that is not known is drawn in grey with a question mark. */
  public static KeyKind of(String label) {
    return Arrays.stream(LinkKeyKind.values())
        .filter(kind -> kind.label().equals(label))
        .map(KeyKind::of)
        .findFirst()
        .orElseGet(() -> new KeyKind(Shown.name(label), "key-other", "?"));
  }

  private static KeyKind of(LinkKeyKind kind) {
    return switch (kind) {
      case PAYMENT -> drawn(kind, "P", "payment");
      case DEVICE -> drawn(kind, "D", "device");
      case SESSION -> drawn(kind, "S", "session");
      case IP -> drawn(kind, "I", "address");
      case NETWORK -> drawn(kind, "N", "/56 network");
      case CLIENT -> drawn(kind, "C", "client at an address");
      case CO_ACTION -> drawn(kind, "A", "acts on one target");
    };
  }

  private static KeyKind drawn(LinkKeyKind kind, String letter, String words) {
    return new KeyKind(words, "key-" + kind.label(), letter);
  }
}
