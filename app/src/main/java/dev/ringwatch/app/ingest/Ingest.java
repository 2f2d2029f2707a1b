package dev.ringwatch.app.ingest;

import dev.ringwatch.app.access.ApiCaller;
import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.DecodeLimits;
import dev.ringwatch.ingest.DecodeOptions;
import dev.ringwatch.ingest.EventDecoder;
import dev.ringwatch.ingest.EventIdentity;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.UnkeepableEventException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Takes requests' events into the log. What it returned for is durable; a request that is sent
 * again counts nothing twice, because an event without an id gets one from its content and its
 * ordinal among the equal ones of its request. Safe for threads.
 */
public final class Ingest {

  private final EventLog log;
  private final Rejections rejections;
  private final IngestLimits limits;
  private final Clock clock;
  private final IngestMeters meters;
  private final WaitingRoom room;
  private final Queue<EventDecoder> decoders = new ConcurrentLinkedQueue<>();

  /** More at a time than there are processors for would only take memory. */
  private final Semaphore decoding = new Semaphore(2 * Runtime.getRuntime().availableProcessors());

  /** An intake into a log. */
  public Ingest(
      EventLog log, Rejections rejections, IngestLimits limits, Clock clock, IngestMeters meters) {
    this.log = log;
    this.rejections = rejections;
    this.limits = limits;
    this.clock = clock;
    this.meters = meters;
    this.room = new WaitingRoom(limits.maxWaitingBytes());
  }

  /**
   * Reads a body and appends its events.
   *
   * @return what became of them, once the accepted ones are durable
   * @throws UnreadableBodyException if the body is no JSON, or breaks off; nothing was taken
   * @throws BodyTooLargeException if it brings more than one request may; nothing was taken
   * @throws RoomFullException if too many bodies are under way; nothing was taken
   * @throws dev.ringwatch.log.LogBusyException if too many events wait for the log; nothing was
   *     taken
   * @throws dev.ringwatch.log.LogUnavailableException if it is not known what was taken
   */
  Receipt receive(InputStream raw, ApiCaller sender) throws IOException {
    return receive(raw, sender, limits, Ingest::receipt);
  }

  /**
   * Reads a body that is one event and appends it.
   *
   * @return what became of it; if it was taken, it is durable
   * @throws UnreadableBodyException if the body is no JSON, breaks off, or holds no event
   * @throws BodyTooLargeException if it brings more than one event, or more than one body may
   * @throws RoomFullException if too many bodies are under way
   * @throws dev.ringwatch.log.LogBusyException if too many events wait for the log
   * @throws dev.ringwatch.log.LogUnavailableException if it is not known whether it was taken
   */
  public OneEvent receiveOne(InputStream raw, ApiCaller sender) throws IOException {
    return receive(raw, sender, limits.withMaxEvents(1), Ingest::oneEvent);
  }

  private <T> T receive(
      InputStream raw, ApiCaller sender, IngestLimits most, BiFunction<Body, Intake, T> answer)
      throws IOException {
    BodyBytes content = Body.open(raw, most, room);
    try {
      Body body = decode(content, sender, most);
      return answer.apply(body, append(body, sender));
    } finally {
      room.leave(content.bytes());
    }
  }

  /** Reads all of it before anything is decoded: slow senders hold bytes and nothing else. */
  private Body decode(BodyBytes content, ApiCaller sender, IngestLimits most) {
    byte[] bytes = Body.readAll(content);
    decoding.acquireUninterruptibly();
    try {
      Instant now = clock.instant();
      EventDecoder decoder = decoders.poll();
      decoder = decoder == null ? decoder(now) : decoder.at(now);
      Body body = new Body(most, problems(sender, now));
      body.decode(bytes, decoder);
      decoders.add(decoder);
      return body;
    } finally {
      decoding.release();
    }
  }

  /**
   * What was appended.
   *
   * @param events with their ids, those that came twice once
   * @param duplicates how many came twice in the request
   * @param appended what the log says of them
   */
  private record Intake(List<Event> events, int duplicates, Appended appended) {}

  private Intake append(Body body, ApiCaller sender) {
    Intake taken;
    try {
      taken = appendAll(body, sender);
    } catch (UnkeepableEventException unkept) {
      body.rejectUnkept();
      taken = appendAll(body, sender);
    }
    if (!body.rejected().isEmpty()) {
      rejections.keep(sender.key(), body.rejected());
    }
    meters.took(receipt(body, taken));
    return taken;
  }

  private Intake appendAll(Body body, ApiCaller sender) {
    List<Event> identified = new ArrayList<>(body.events().size());
    EventIdentity identity = new EventIdentity(identified::add);
    List<Event> ordered = new ArrayList<>(body.events());
    // The source first: it is part of the content that an event without an id is known by.
    sender.source().ifPresent(source -> ordered.replaceAll(event -> withSource(event, source)));
    ordered.sort(Comparator.comparing(Event::timestamp));
    ordered.forEach(identity::accept);
    identity.finish();
    Appended appended = meters.append(() -> log.append(identified));
    return new Intake(identified, (int) identity.duplicates(), appended);
  }

  private static Receipt receipt(Body body, Intake taken) {
    return new Receipt(
        taken.appended().accepted(),
        taken.duplicates() + taken.appended().duplicates(),
        body.rejected().stream()
            .map(piece -> new Receipt.Refused(piece.index(), piece.reason()))
            .toList());
  }

  private static OneEvent oneEvent(Body body, Intake taken) {
    if (!body.rejected().isEmpty()) {
      return new OneEvent.Refused(body.rejected().getFirst().reason());
    }
    if (taken.events().isEmpty()) {
      throw new UnreadableBodyException("the body holds no event");
    }
    Event event = taken.events().getFirst();
    Appended appended = taken.appended();
    return new OneEvent.Taken(
        event.account(), event.id(), appended.accepted() == 0, appended.lastSeq());
  }

  private static Event withSource(Event event, String source) {
    return event.source() == null ? event.withSource(source) : event;
  }

  /** Events that happened before this are too old at the moment. */
  Instant earliest() {
    return clock.instant().minus(limits.maxAge());
  }

  /** What the bodies under way hold together. */
  long waitingBytes() {
    return room.bytes();
  }

  private EventDecoder decoder(Instant now) {
    return new EventDecoder(
        new DecodeOptions(Map.of(), now, limits.maxAhead(), DecodeLimits.ofDefaults()));
  }

  private Function<Event, String> problems(ApiCaller sender, Instant now) {
    Instant earliest = now.minus(limits.maxAge());
    return event -> problem(event, sender, earliest);
  }

  private String problem(Event event, ApiCaller sender, Instant earliest) {
    if (event.timestamp().isBefore(earliest)) {
      return "timestamp "
          + event.timestamp()
          + " is older than the "
          + limits.maxAge().toDays()
          + " days in which events are taken";
    }
    if (event.source() != null && sender.source().isPresent()) {
      String bound = sender.source().get();
      if (!event.source().equals(bound)) {
        return "source is \"" + event.source() + "\", but this key speaks for " + bound + " only";
      }
    }
    if (sender.accountPrefix().isPresent()
        && !event.account().value().startsWith(sender.accountPrefix().get())) {
      return "this key may speak for accounts that begin with "
          + sender.accountPrefix().get()
          + " only";
    }
    return "";
  }
}
