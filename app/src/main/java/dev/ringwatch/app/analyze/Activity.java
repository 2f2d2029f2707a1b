package dev.ringwatch.app.analyze;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKeyKind;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many events there were when: counts per bucket of event time, whose width doubles whenever
 * there would be too many; at most {@value #MAX_BUCKETS} buckets. And a {@link Journal} of who
 * acted, for those whose times are asked for later. Used by one thread.
 */
final class Activity implements Closeable {

  static final int MAX_BUCKETS = 240;
  private static final long MINUTE_MILLIS = 60_000;

  private final Journal journal;
  private final TreeMap<Long, Long> counts = new TreeMap<>();
  private long widthMillis = MINUTE_MILLIS;
  private long lastBucket = Long.MIN_VALUE;
  private long lastCount;
  private long events;
  private @Nullable Instant first;
  private @Nullable Instant last;

  /**
   * Events that began within a bucket.
   *
   * @param start the bucket's first instant
   * @param events how many, possibly 0
   */
  record Bucket(Instant start, long events) {}

  /**
   * Nothing yet.
   *
   * @param kinds the static kinds of key that the journal notes
   */
  Activity(List<LinkKeyKind> kinds) {
    journal = new Journal(kinds);
  }

  void add(Event event) {
    Instant timestamp = event.timestamp();
    events++;
    journal.add(event);
    first = first == null || timestamp.isBefore(first) ? timestamp : first;
    last = last == null || timestamp.isAfter(last) ? timestamp : last;
    count(timestamp.toEpochMilli());
  }

  /** Who acted when. */
  Journal journal() {
    return journal;
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }

  /** How many events there were. */
  long events() {
    return events;
  }

  /** The first event's time; empty without events. */
  Optional<Instant> first() {
    return Optional.ofNullable(first);
  }

  /** The last event's time; empty without events. */
  Optional<Instant> last() {
    return Optional.ofNullable(last);
  }

  private void count(long epochMillis) {
    long bucket = Math.floorDiv(epochMillis, widthMillis);
    if (bucket != lastBucket) {
      store();
      lastBucket = bucket;
      if (!counts.isEmpty() && span(bucket) > MAX_BUCKETS) {
        widen(bucket);
        lastBucket = Math.floorDiv(epochMillis, widthMillis);
      }
    }
    lastCount++;
  }

  private long span(long bucket) {
    return Math.max(bucket, counts.lastKey()) - Math.min(bucket, counts.firstKey()) + 1;
  }

  private void store() {
    if (lastCount > 0) {
      counts.merge(lastBucket, lastCount, Long::sum);
      lastCount = 0;
    }
  }

  private void widen(long bucket) {
    long factor = 1;
    while (Math.ceilDiv(span(bucket), factor) + 1 > MAX_BUCKETS) {
      factor *= 2;
    }
    Map<Long, Long> narrow = new TreeMap<>(counts);
    counts.clear();
    for (Map.Entry<Long, Long> entry : narrow.entrySet()) {
      counts.merge(Math.floorDiv(entry.getKey(), factor), entry.getValue(), Long::sum);
    }
    widthMillis *= factor;
  }

  /** How wide a bucket is, in milliseconds. */
  long widthMillis() {
    return widthMillis;
  }

  /** All buckets from the first to the last event, empty ones included, in order. */
  List<Bucket> buckets() {
    store();
    List<Bucket> buckets = new ArrayList<>();
    if (!counts.isEmpty()) {
      for (long bucket = counts.firstKey(); bucket <= counts.lastKey(); bucket++) {
        Instant start = Instant.ofEpochMilli(bucket * widthMillis);
        buckets.add(new Bucket(start, counts.getOrDefault(bucket, 0L)));
      }
    }
    return buckets;
  }
}
