package dev.ringwatch.flink;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.pipeline.EventCodec;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What goes from operator to operator. Public because Flink makes it, not to be used elsewhere.
 *
 * @param kind what the body is
 * @param key whom it is for, as {@link Keys} has it
 * @param epochMillis of an event when it was; of all else a moment of the tick that it was said at
 * @param body the bytes of {@link Packed}, in the form that the kind says; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, and changed by nobody
public record Message(Kind kind, String key, long epochMillis, byte[] body) {

  /** What a message is. Savepoints hold the numbers: what is new goes to the end. */
  public enum Kind {
    /** An event. */
    EVENT(0),
    /** What a link key tells an account. */
    SHARING(1),
    /** What an account did. */
    STATE(2),
    /** What an account did, and how unusual that is. */
    ANOMALY(3),
    /** How busy an account is, and how unusual: what rings need to know of it. */
    ACCOUNT(4),
    /** That an account alone has more, or fewer, link keys. */
    LONE(5),
    /** What a link key became. */
    LINK(6),
    /** What a co-action key became. */
    CO_ACTION(7),
    /** That two accounts acted together. */
    OCCASION(8),
    /** The ring that an account is in, or none. */
    MEMBERSHIP(9),
    /** What hunts found of an account. */
    FINDINGS(10),
    /** A control record: a model. */
    MODEL(11),
    /** A control record: what a hunt found. */
    HUNT(12),
    /** That all accounts are to be scored anew. */
    RESCORE(13),
    /** An account's final scores. */
    FINAL(14),
    /** Edges and rings. */
    RINGS(15),
    /** An event that made a step fail, and why. */
    SET_ASIDE(16),
    /** A record of a topic that cannot be used, and why. */
    REFUSED(17),
    /** A control record: how far the time of a silent log has come. */
    HEARTBEAT(18),
    /** A control record: what verdicts taught, or that nothing of it holds. */
    LEARNED(19),
    /** That an account was forgotten. */
    GONE(20),
    /** That a link key was forgotten, or that a single account has it again. */
    LINK_GONE(21),
    /** That a co-action key was forgotten, or ties nobody any more. */
    CO_ACTION_GONE(22);

    private static final List<Kind> BY_NUMBER = List.of(values());

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    /** The number by which savepoints know it. */
    int number() {
      return number;
    }

    /** The kind of a number. */
    static Kind of(int number) {
      return BY_NUMBER.get(number);
    }
  }

  /** How Flink writes it. */
  public static final TypeInformation<Message> TYPE = new MessageType();

  private static final byte[] NOTHING = {};

  /** One for an account. */
  static Message of(Kind kind, Keys keys, AccountId account, Tick tick, Packed.Writing body) {
    return new Message(kind, keys.of(account), millis(tick), Packed.bytes(body));
  }

  /** An event, for a job that runs in some way. */
  public static Message of(Event event, JobConfig config) {
    return of(event, config.keys());
  }

  /** An event, to be told apart from others by its identity. */
  static Message of(Event event, Keys keys) {
    byte[] body = Packed.bytes(out -> EventCodec.write(event, out));
    return new Message(Kind.EVENT, keys.of(event), event.timestamp().toEpochMilli(), body);
  }

  /** One without a body. */
  static Message of(Kind kind, String key, Tick tick) {
    return new Message(kind, key, millis(tick), NOTHING);
  }

  /** The last moment of a tick: when what is said at its close is said. */
  static long millis(Tick tick) {
    return tick.next().epochMinute() * Tick.MILLIS - 1;
  }

  /** The tick that holds a moment. */
  static Tick tick(long epochMillis) {
    return new Tick(Math.floorDiv(epochMillis, Tick.MILLIS));
  }

  /** The tick that it belongs to. */
  Tick tick() {
    return tick(epochMillis);
  }

  /** The same for somebody else. */
  Message to(String otherKey, long otherMillis) {
    return new Message(kind, otherKey, otherMillis, body);
  }

  /** What the body holds. */
  <T> T read(Packed.Reading<T> reading) {
    return Packed.read(body, reading);
  }

  /** The event, of a message that is one. */
  Event event() {
    return read(EventCodec::read);
  }
}
