package dev.ringwatch.detect.ring;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import java.util.List;

/**
 * What the link keys of an event need to know of it: when it was, and the hash of the value that it
 * has of every kind, made once and used by every key. Immutable.
 */
public final class EventKeys {

  /** The hash that stands for no value, and is no value's hash. */
  public static final long NONE = KeyUsage.NONE;

  private static final int IP = LinkKeys.index(LinkKeyKind.IP);
  private static final int NETWORK = LinkKeys.index(LinkKeyKind.NETWORK);

  private final long epochMillis;
  private final long[] hashes;
  private final long coAction;
  private final long unit;

  private EventKeys(Event event, List<LinkKeyKind> kinds, HashKey hashKey) {
    epochMillis = event.timestamp().toEpochMilli();
    hashes = new long[kinds.size()];
    for (int kind = 0; kind < hashes.length; kind++) {
      String value = LinkKeys.value(kinds.get(kind), event);
      hashes[kind] = value == null ? NONE : KeyUsage.valueHash(value, hashKey);
    }
    String target = event.target();
    String action = LinkKeys.value(LinkKeyKind.CO_ACTION, event);
    coAction = action == null ? NONE : KeyUsage.valueHash(action, hashKey);
    unit = target == null ? NONE : unit(target, event, hashKey);
  }

  /**
   * The keys of an event of {@link LinkKeys#ALWAYS} under {@link HashKey#PUBLIC}. O(length of its
   * values).
   */
  public static EventKeys of(Event event) {
    return of(event, LinkKeys.ALWAYS, HashKey.PUBLIC);
  }

  /**
   * The keys of an event. O(length of its values).
   *
   * @param kinds of which kinds, as {@link RingConfig#kindsWithRoom} has them
   * @param hashKey under which their values are hashed
   */
  public static EventKeys of(Event event, List<LinkKeyKind> kinds, HashKey hashKey) {
    return new EventKeys(event, kinds, hashKey);
  }

  private static long unit(String target, Event event, HashKey hashKey) {
    String owner = event.targetOwner();
    return KeyUsage.valueHash(owner == null ? target : owner, hashKey);
  }

  /** The hash of the event's value of a kind, {@link #NONE} if it has none. */
  public long valueHash(LinkKeyKind kind) {
    return kind == LinkKeyKind.CO_ACTION ? coAction : hashes[LinkKeys.index(kind)];
  }

  /**
   * The hash of the value that stands for the event among a key's companions, by the kind's place
   * in {@link LinkKeys#STATIC}: its value, and for a /56 that it has not its address, so that a key
   * seen at one /56 and elsewhere does not pass for one that never left.
   */
  long companionHash(int staticKind) {
    long hash = hashes[staticKind];
    return hash == NONE && staticKind == NETWORK ? hashes[IP] : hash;
  }

  /**
   * What targets count as one: the hash of the target's owner, or of the target where the owner is
   * unknown; {@link #NONE} without a target.
   */
  long unit() {
    return unit;
  }

  /** When the event was, in milliseconds since 1970. */
  public long epochMillis() {
    return epochMillis;
  }

  /** When the event was, in minutes since 1970. */
  int minute() {
    return (int) Math.floorDiv(epochMillis, Tick.MILLIS);
  }
}
