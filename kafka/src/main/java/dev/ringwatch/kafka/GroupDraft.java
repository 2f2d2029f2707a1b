package dev.ringwatch.kafka;

import dev.ringwatch.event.Event;
import dev.ringwatch.kafka.RememberedIdentities.Identity;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A group while it is put together: which records become entries, which are left out and why. It
 * changes nothing outside of it, so it can be thrown away. Used by one thread.
 */
final class GroupDraft {

  /**
   * What became of an event of a call.
   *
   * @param header whose
   * @param accepted whether it is an entry; it is a duplicate otherwise
   * @param seq the number of the last entry up to there
   */
  record Outcome(CallHeader header, boolean accepted, long seq) {}

  /** Below what Kafka lets a record be by default, a megabyte, with room for key and headers. */
  private static final int MAX_LETTER_BYTES = 500_000;

  private static final int MAX_KEY_BYTES = 10_000;
  private static final int MAX_REASON_CHARS = 1_000;

  private final long firstSeq;
  private final RecordDecoder decoder;
  private final RememberedIdentities known;
  private final String deadLetterTopic;
  private final List<OrderGroup.Range> ranges = new ArrayList<>();
  private final List<LogEntry> entries = new ArrayList<>();
  private final List<Calls.Waiting> controls = new ArrayList<>();
  private final Set<Identity> identities = new HashSet<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<ProducerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
  private long bytes;

  GroupDraft(
      long firstSeq, RecordDecoder decoder, RememberedIdentities known, String deadLetterTopic) {
    this.firstSeq = firstSeq;
    this.decoder = decoder;
    this.known = known;
    this.deadLetterTopic = deadLetterTopic;
  }

  /** Takes records of one partition that follow one another; at least one. */
  void add(int partition, List<ConsumerRecord<byte[], byte[]>> records, Instant now) {
    int before = entries.size();
    List<Long> leftOut = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      boolean accepted =
          switch (decoder.decode(record, now)) {
            case RecordDecoder.Decoded.Usable(Event event) -> accept(event, record);
            case RecordDecoder.Decoded.Unusable(String reason) -> {
              deadLetters.add(deadLetter(record, reason));
              yield false;
            }
          };
      if (!accepted) {
        leftOut.add(record.offset());
      }
      CallHeader.of(record)
          .ifPresent(header -> outcomes.add(new Outcome(header, accepted, lastSeq())));
    }
    ranges.add(
        new OrderGroup.Range(
            partition,
            records.getFirst().offset(),
            records.getLast().offset() + 1,
            entries.size() - before,
            leftOut));
  }

  /** Takes a control record; no events come after it. */
  void add(Calls.Waiting control) {
    controls.add(control);
    entries.add(control.control());
    bytes += 2L * control.control().body().length();
  }

  private boolean accept(Event event, ConsumerRecord<byte[], byte[]> record) {
    Identity identity = known.of(event);
    if (known.holds(identity) || !identities.add(identity)) {
      return false;
    }
    entries.add(new LogEntry.Recorded(event));
    bytes += record.value().length;
    return true;
  }

  private ProducerRecord<byte[], byte[]> deadLetter(
      ConsumerRecord<byte[], byte[]> record, String reason) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            deadLetterTopic,
            beginning(record.key(), MAX_KEY_BYTES),
            beginning(record.value(), MAX_LETTER_BYTES));
    String said = reason.substring(0, Math.min(reason.length(), MAX_REASON_CHARS));
    letter.headers().add("reason", text(said));
    letter.headers().add("topic", text(record.topic()));
    letter.headers().add("partition", text(String.valueOf(record.partition())));
    letter.headers().add("offset", text(String.valueOf(record.offset())));
    return letter;
  }

  /** As much as any topic takes: a letter that cannot be written would hold up everything. */
  private static byte @Nullable [] beginning(byte @Nullable [] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private long lastSeq() {
    return firstSeq + entries.size() - 1;
  }

  /** As it is written behind another group. */
  OrderGroup group(OrderGroup before, List<Long> positions) {
    List<ControlRecord> records = controls.stream().map(Calls.Waiting::control).toList();
    return new OrderGroup(
        before.logId(), before.eventsTopic(), firstSeq, ranges, records, positions);
  }

  List<LogEntry> entries() {
    return entries;
  }

  /** How much memory the entries hold, about. */
  long bytes() {
    return bytes;
  }

  Set<Identity> identities() {
    return identities;
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  List<Calls.Waiting> controls() {
    return controls;
  }

  List<ProducerRecord<byte[], byte[]>> deadLetters() {
    return deadLetters;
  }
}
