package dev.ringwatch.app.ingest;

import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.EventDecoder;
import dev.ringwatch.ingest.Rejected;
import dev.ringwatch.ingest.UnreadableInputException;
import dev.ringwatch.log.LogRules;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * Reads one request's body: JSON in any of its three forms, plain or gzip. All of it or nothing: a
 * body that breaks off has no events. Used once, by one thread.
 */
final class Body {

  /** Stands for the id that an event gets from its content. */
  private static final String ID_TO_COME = "c";

  private static final int BUFFER_BYTES = 1 << 13;
  private static final int GZIP_MAGIC = 0x1F8B;
  private static final WaitingRoom UNLIMITED = new WaitingRoom(Long.MAX_VALUE);

  private final IngestLimits limits;
  private final Function<Event, String> problem;
  private final List<Event> events = new ArrayList<>();
  private final List<Rejections.Piece> rejected = new ArrayList<>();

  /**
   * A body to be read.
   *
   * @param problem why an event may not be taken; empty if it may
   */
  Body(IngestLimits limits, Function<Event, String> problem) {
    this.limits = limits;
    this.problem = problem;
  }

  /**
   * All of a body's content.
   *
   * @throws UnreadableBodyException if it is damaged, or breaks off
   * @throws BodyTooLargeException if it is larger than one may be
   * @throws RoomFullException if the waiting room is full
   */
  static byte[] readAll(BodyBytes content) {
    try {
      return content.readAllBytes();
    } catch (IOException e) {
      throw damaged();
    }
  }

  /**
   * Takes the events out of the content.
   *
   * @throws UnreadableBodyException if it is not JSON
   * @throws BodyTooLargeException if there are more than one request may bring
   */
  void decode(byte[] content, EventDecoder decoder) {
    requireJson(content);
    try {
      decoder.decode(new ByteArrayInputStream(content), this::take, this::reject);
    } catch (UnreadableInputException e) {
      throw new UnreadableBodyException("the body " + e.getMessage());
    } catch (IOException e) {
      throw damaged();
    }
  }

  private static UnreadableBodyException damaged() {
    return new UnreadableBodyException(
        "the body ends early or is damaged; nothing of it was taken");
  }

  /** The content of a body, decompressed if it is gzip; what it takes is counted in the room. */
  static BodyBytes open(InputStream raw, IngestLimits limits, WaitingRoom room) throws IOException {
    InputStream wire =
        new BufferedInputStream(new BodyBytes(raw, limits.maxBodyBytes(), UNLIMITED), BUFFER_BYTES);
    try {
      InputStream plain = isGzip(wire) ? new GZIPInputStream(wire, BUFFER_BYTES) : wire;
      return new BodyBytes(plain, limits.maxBodyBytes(), room);
    } catch (IOException e) {
      throw damaged();
    }
  }

  private static boolean isGzip(InputStream in) throws IOException {
    in.mark(2);
    int magic = in.read() << Byte.SIZE | in.read();
    in.reset();
    return magic == GZIP_MAGIC;
  }

  private static void requireJson(byte[] content) {
    if (content.length > 1
        && (Byte.toUnsignedInt(content[0]) << Byte.SIZE | Byte.toUnsignedInt(content[1]))
            == GZIP_MAGIC) {
      throw new UnreadableBodyException("the body is compressed twice");
    }
    int first = 0;
    while (first < content.length && isSpace(Byte.toUnsignedInt(content[first]))) {
      first++;
    }
    if (first == content.length) {
      throw new UnreadableBodyException("the body is empty");
    }
    if (content[first] != '{' && content[first] != '[') {
      throw new UnreadableBodyException(
          "the body is not JSON: send an object, an array, or an object a line");
    }
  }

  private static boolean isSpace(int character) {
    // The last three are a byte order mark.
    return character == ' '
        || character == '\t'
        || character == '\r'
        || character == '\n'
        || character == 0xEF
        || character == 0xBB
        || character == 0xBF;
  }

  private void take(Event event) {
    String why = problem.apply(event);
    if (why.isEmpty()) {
      requireRoom();
      events.add(event);
    } else {
      reject(why, words(event));
    }
  }

  private static String words(Event event) {
    return event.account().value() + " " + event.action() + " " + event.timestamp();
  }

  /**
   * Rejects what no log can keep. The log looks at every event anyway, so this is only asked when
   * it refused one: decoding lets hardly any through.
   */
  void rejectUnkept() {
    BitSet known = new BitSet();
    rejected.forEach(piece -> known.set(piece.index()));
    List<Event> kept = new ArrayList<>(events.size());
    int index = 0;
    for (Event event : events) {
      index = known.nextClearBit(index);
      Event named = event.id().isEmpty() ? event.withId(ID_TO_COME) : event;
      Optional<String> why = LogRules.problem(named);
      if (why.isPresent()) {
        rejected.add(new Rejections.Piece(index, why.get(), words(event)));
      } else {
        kept.add(event);
      }
      index++;
    }
    events.clear();
    events.addAll(kept);
    rejected.sort(Comparator.comparingInt(Rejections.Piece::index));
  }

  private void reject(Rejected piece) {
    reject(piece.reason(), piece.text());
  }

  private void reject(String reason, String text) {
    requireRoom();
    rejected.add(new Rejections.Piece(size(), reason, text));
  }

  private void requireRoom() {
    if (size() >= limits.maxEvents()) {
      throw new BodyTooLargeException(
          "this route takes at most "
              + limits.maxEvents()
              + (limits.maxEvents() == 1 ? " event" : " events")
              + " a request");
    }
  }

  private int size() {
    return events.size() + rejected.size();
  }

  List<Event> events() {
    return events;
  }

  List<Rejections.Piece> rejected() {
    return rejected;
  }
}
