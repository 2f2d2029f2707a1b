package dev.ringwatch.detect.ring;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;

/**
 * What the link keys of an event need to know of it: when it was, and the hash of the value that it
 * has of every kind, made once and used by every key. Immutable.
 */
public final class EventKeys {

  /** The hash that stands for no value, and is no value's hash. */
  public static final long NONE = KeyUsage.NONE;

  private static final int KINDS = LinkKeys.STATIC.size();

  private final long epochMillis;
  private final long[] hashes = new long[KINDS];
  private final long coAction;
  private final long unit;

  private EventKeys(Event event) {
    epochMillis = event.timestamp().toEpochMilli();
    for (int kind = 0; kind < KINDS; kind++) {
      String value = LinkKeys.value(LinkKeys.STATIC.get(kind), event);
      hashes[kind] = value == null ? NONE : KeyUsage.valueHash(value);
    }
    String target = event.target();
    String action = LinkKeys.value(LinkKeyKind.CO_ACTION, event);
    coAction = action == null ? NONE : KeyUsage.valueHash(action);
    unit = target == null ? NONE : unit(target, event);
  }

  /** The keys of an event. O(length of its values). */
  public static EventKeys of(Event event) {
    return new EventKeys(event);
  }

  private static long unit(String target, Event event) {
    String owner = event.targetOwner();
    return KeyUsage.valueHash(owner == null ? target : owner);
  }

  /** The hash of the event's value of a kind, {@link #NONE} if it has none. */
  public long valueHash(LinkKeyKind kind) {
    return kind == LinkKeyKind.CO_ACTION ? coAction : hashes[LinkKeys.index(kind)];
  }

  /** The same by the kind's place in {@link LinkKeys#STATIC}. */
  long valueHash(int staticKind) {
    return hashes[staticKind];
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
