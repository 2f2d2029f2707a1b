package dev.ringwatch.detect.ring;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which link keys an event has. */
public final class LinkKeys {

  /** The kinds whose keys an event carries as they are, in the order of {@link LinkKeyKind}. */
  public static final List<LinkKeyKind> STATIC =
      List.of(LinkKeyKind.PAYMENT, LinkKeyKind.DEVICE, LinkKeyKind.SESSION, LinkKeyKind.IP);

  private LinkKeys() {}

  /**
   * The value of an event's key of one kind, or null if it has none. An address stands for its
   * {@link Network}. A co-action's value is the action, a tab, and the target. O(length), no
   * allocation but for IPv6 and co-actions.
   */
  public static @Nullable String value(LinkKeyKind kind, Event event) {
    return switch (kind) {
      case PAYMENT -> event.payment();
      case DEVICE -> event.device();
      case SESSION -> event.session();
      case IP -> event.ip() == null ? null : Network.of(event.ip());
      case CO_ACTION -> coAction(event);
    };
  }

  /** The place of a static kind in {@link #STATIC}. */
  static int index(LinkKeyKind kind) {
    return switch (kind) {
      case PAYMENT -> 0;
      case DEVICE -> 1;
      case SESSION -> 2;
      case IP -> 3;
      case CO_ACTION -> throw new IllegalArgumentException("a co-action is not a static key");
    };
  }

  private static @Nullable String coAction(Event event) {
    return event.target() == null ? null : event.action() + '\t' + event.target();
  }
}
