package dev.ringwatch.detect.ring;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Network;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which link keys an event has. Which kinds there are, from the widest set to the narrowest: {@link
 * #STATIC} are all that an event may carry; of some of them the rows of states have room ({@link
 * RingConfig#kindsWithRoom}), of {@link #ALWAYS} under any configuration; and some are looked at
 * ({@link RingConfig#enabledKinds}).
 */
public final class LinkKeys {

  /** The kinds whose keys an event carries as they are, in the order of {@link LinkKeyKind}. */
  public static final List<LinkKeyKind> STATIC =
      Arrays.stream(LinkKeyKind.values()).filter(LinkKeyKind::isStatic).toList();

  /**
   * Those of {@link #STATIC} of which a state has room whatever the configuration: all up to the
   * address. The rest cost nothing where they are off.
   */
  public static final List<LinkKeyKind> ALWAYS =
      STATIC.subList(0, STATIC.indexOf(LinkKeyKind.IP) + 1);

  private LinkKeys() {}

  /**
   * The value of an event's key of one kind, or null if it has none. An address stands for its
   * {@link Network}. A co-action's value is the action, a tab, and the target; a client's the
   * address's network, a tab, and the user agent. O(length), no allocation but for IPv6, clients
   * and co-actions.
   */
  public static @Nullable String value(LinkKeyKind kind, Event event) {
    return switch (kind) {
      case PAYMENT -> event.payment();
      case DEVICE -> event.device();
      case SESSION -> event.session();
      case IP -> event.ip() == null ? null : Network.of(event.ip());
      case NETWORK -> event.ip() == null ? null : Network.delegated(event.ip());
      case CLIENT -> client(event);
      case CO_ACTION -> coAction(event);
    };
  }

  /** The hash under which states know a key; never that of no value. O(length). */
  public static long valueHash(LinkKey key, HashKey hashKey) {
    return KeyUsage.valueHash(key.value(), hashKey);
  }

  /** The place of a static kind in {@link #STATIC}. */
  static int index(LinkKeyKind kind) {
    if (!kind.isStatic()) {
      throw new IllegalArgumentException("a co-action is not a static key");
    }
    return kind.index();
  }

  /** Whether a kind is made of the first kind of its family, as the /56 is of the address. */
  static boolean isDerived(LinkKeyKind kind) {
    int index = kind.index();
    return index > 0 && STATIC.get(index - 1).family() == kind.family();
  }

  private static @Nullable String client(Event event) {
    return event.ip() == null || event.userAgent() == null
        ? null
        : Network.of(event.ip()) + '\t' + event.userAgent();
  }

  private static @Nullable String coAction(Event event) {
    return event.target() == null ? null : event.action() + '\t' + event.target();
  }
}
