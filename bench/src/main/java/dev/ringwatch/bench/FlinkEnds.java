package dev.ringwatch.bench;

import dev.ringwatch.bench.serve.Patience;
import dev.ringwatch.event.Event;
import dev.ringwatch.flink.JobConfig;
import dev.ringwatch.flink.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;

/**
 * Where a job in this process begins and ends: sources of a list, and sinks that count. Flink makes
 * them of bytes, so that what they share is static; one run at a time.
 */
final class FlinkEnds {

  private static final Map<Integer, Slice> SLICES = new ConcurrentHashMap<>();
  private static final AtomicLong READ = new AtomicLong();
  private static final Map<Message.Kind, LongAdder> SAID = new ConcurrentHashMap<>();
  private static final Map<Integer, Long> TIMES = new ConcurrentHashMap<>();
  private static final AtomicReference<Message> CONTROL = new AtomicReference<>();
  private static long lastMoment;
  private static int sinks;

  private FlinkEnds() {}

  /** Every so manyth event of a log. */
  private record Slice(List<Event> log, JobConfig config, int first, int step) {

    int size() {
      return (log.size() - first + step - 1) / step;
    }

    Message at(long place) {
      READ.incrementAndGet();
      return Message.of(log.get((int) (first + place * step)), config);
    }
  }

  /**
   * Begins a run.
   *
   * @param slots how many sinks of final scores there are
   * @param last when the log is over, in milliseconds since 1970
   */
  static void begin(int slots, long last) {
    READ.set(0);
    SAID.clear();
    TIMES.clear();
    sinks = slots;
    lastMoment = last;
  }

  /** A source of a part of the log; an event becomes a message when it is read. */
  static DataGeneratorSource<Message> source(List<Event> log, JobConfig config, int part, int of) {
    Slice slice = new Slice(log, config, part, of);
    SLICES.put(part, slice);
    return new DataGeneratorSource<>(
        place -> Objects.requireNonNull(SLICES.get(part)).at(place), slice.size(), Message.TYPE);
  }

  /** A source of one message. */
  static DataGeneratorSource<Message> source(Message one) {
    CONTROL.set(one);
    return new DataGeneratorSource<>(place -> CONTROL.get(), 1, Message.TYPE);
  }

  /** How many events were read. */
  static long read() {
    return READ.get();
  }

  /** Waits until so many were read. */
  static void awaitRead(long events, Duration patience) {
    Patience.until(events + " events to be read", patience, () -> READ.get() >= events);
  }

  /** Waits until all final scores of the log were said. */
  static void awaitEnd(Duration patience) {
    Patience.until(
        "the last final scores",
        patience,
        () ->
            TIMES.size() >= sinks && TIMES.values().stream().allMatch(time -> time >= lastMoment));
  }

  /** What came out, counted by kind. */
  static String said() {
    return "said: " + new TreeMap<>(SAID);
  }

  /** A sink that counts. */
  record Counted() implements Sink<Message> {

    @Override
    public SinkWriter<Message> createWriter(WriterInitContext context) {
      int task = context.getTaskInfo().getIndexOfThisSubtask();
      return new SinkWriter<>() {
        private boolean finals;

        @Override
        public void write(Message message, Context itsTime) {
          finals |= message.kind() == Message.Kind.FINAL;
          SAID.computeIfAbsent(message.kind(), kind -> new LongAdder()).increment();
        }

        @Override
        public void writeWatermark(Watermark watermark) {
          if (finals) {
            TIMES.put(task, watermark.getTimestamp());
          }
        }

        @Override
        public void flush(boolean endOfInput) {
          // Nothing is held back.
        }

        @Override
        public void close() {
          // Nothing is held open.
        }
      };
    }
  }
}
