package dev.ringwatch.kafka;

import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.DecodeLimits;
import dev.ringwatch.ingest.DecodeOptions;
import dev.ringwatch.ingest.EventDecoder;
import dev.ringwatch.ingest.EventIdentity;
import dev.ringwatch.ingest.Rejected;
import dev.ringwatch.ingest.UnreadableInputException;
import dev.ringwatch.log.LogRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of the records of the topic of events: those that Ringwatch wrote come back exactly,
 * those of a platform are read by the rules of everything that comes in. Used by one thread.
 */
public final class RecordDecoder {

  /** The header of records that Ringwatch wrote, and whose value is exact. */
  public static final String HEADER = CallHeader.NAME;

  /** A present that every timestamp lies before. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /** What a record turned out to be. */
  public sealed interface Decoded {

    /**
     * An event.
     *
     * @param event with an id, and within the log's rules
     */
    record Usable(Event event) implements Decoded {}

    /**
     * Nothing that can be used.
     *
     * @param reason why, for a person
     */
    record Unusable(String reason) implements Decoded {}
  }

  private final KafkaLogConfig.Platform platform;
  private final EventDecoder decoder;
  private final AvroEvents avro;

  /**
   * Reads what a platform may write.
   *
   * @throws IllegalArgumentException if a file of its schemas is no schema of an event
   */
  public RecordDecoder(KafkaLogConfig.Platform platform) {
    this.platform = platform;
    avro = new AvroEvents(platform.schemas());
    decoder =
        new EventDecoder(
            new DecodeOptions(Map.of(), LATEST, platform.maxAhead(), DecodeLimits.ofDefaults()));
  }

  /** Looks at a record that has no place yet. */
  Decoded decode(ConsumerRecord<byte[], byte[]> record, Instant now) {
    return decode(record.value(), CallHeader.of(record).isPresent(), now);
  }

  /**
   * Looks at a record of somebody who reads the topic by other means.
   *
   * @param value its value; null for none
   * @param header its last {@link #HEADER}; null for none
   * @param now the present, which a platform's event may lie neither far before nor far after
   */
  public Decoded decode(byte @Nullable [] value, byte @Nullable [] header, Instant now) {
    return decode(value, CallHeader.of(header).isPresent(), now);
  }

  private Decoded decode(byte @Nullable [] value, boolean isOurs, Instant now) {
    Decoded decoded = read(value, isOurs, decoder.at(now));
    return decoded instanceof Decoded.Usable(Event event)
            && !isOurs
            && event.timestamp().isBefore(now.minus(platform.maxAge()))
        ? new Decoded.Unusable(
            "timestamp "
                + event.timestamp()
                + " is older than "
                + platform.maxAge().toDays()
                + " days")
        : decoded;
  }

  /**
   * Reads the event of a record that has its place, whatever the time is now.
   *
   * @throws IllegalStateException if it is none any more
   */
  Event again(ConsumerRecord<byte[], byte[]> record) {
    return switch (read(record.value(), CallHeader.of(record).isPresent(), decoder)) {
      case Decoded.Usable(Event event) -> event;
      case Decoded.Unusable(String reason) ->
          throw new IllegalStateException(
              "the record at offset "
                  + record.offset()
                  + " of "
                  + record.topic()
                  + "-"
                  + record.partition()
                  + ", which has its place in the log, cannot be read any more: "
                  + reason);
    };
  }

  private Decoded read(byte @Nullable [] value, boolean isOurs, EventDecoder present) {
    if (value == null || value.length == 0) {
      return new Decoded.Unusable("the record is empty");
    }
    try {
      Decoded decoded =
          isOurs ? new Decoded.Usable(EventJson.read(value)) : foreign(value, present);
      return decoded instanceof Decoded.Usable(Event event)
          ? LogRules.problem(event).<Decoded>map(Decoded.Unusable::new).orElse(decoded)
          : decoded;
    } catch (IllegalArgumentException e) {
      return new Decoded.Unusable(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // One record that nobody foresaw must not hold up all that come after it.
      return new Decoded.Unusable("cannot be read: " + e);
    }
  }

  private Decoded foreign(byte[] value, EventDecoder present) {
    if (AvroEvents.isMeant(value)) {
      return oneOf(avro.json(value), present);
    }
    return beginsAnObject(value)
        ? oneOf(value, present)
        : new Decoded.Unusable("is not a JSON object, nor Avro that names its schema");
  }

  private static Decoded oneOf(byte[] value, EventDecoder decoder) {
    List<Event> events = new ArrayList<>(1);
    List<Rejected> rejected = new ArrayList<>(1);
    try {
      decoder.decode(new ByteArrayInputStream(value), events::add, rejected::add);
    } catch (UnreadableInputException e) {
      return new Decoded.Unusable(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!rejected.isEmpty()) {
      return new Decoded.Unusable(rejected.getFirst().reason());
    }
    return events.size() == 1
        ? new Decoded.Usable(identified(events.getFirst()))
        : new Decoded.Unusable("holds " + events.size() + " events, where one is expected");
  }

  private static boolean beginsAnObject(byte[] value) {
    for (byte character : value) {
      if ((character & 0xFF) > ' ') {
        return character == '{';
      }
    }
    return false;
  }

  /** An event without an id is known by its content, so that what is sent again counts once. */
  private static Event identified(Event event) {
    List<Event> identified = new ArrayList<>(1);
    EventIdentity identity = new EventIdentity(identified::add);
    identity.accept(event);
    identity.finish();
    return identified.getFirst();
  }
}
