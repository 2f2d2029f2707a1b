package dev.ringwatch.bench.serve;

import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.EventWriter;
import dev.ringwatch.kit.generate.GeneratedDay;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A generated day as bodies of requests, one after the other in a file, made before anything is
 * measured; sent once, as fast as they are taken. Safe for threads.
 */
final class BodyFile implements Batches, AutoCloseable {

  private final FileChannel file;
  private final int batchSize;
  private final long events;
  private final long[] ends;
  private final AtomicInteger nextBatch = new AtomicInteger();

  private BodyFile(FileChannel file, int batchSize, long events, long[] ends) {
    this.file = file;
    this.batchSize = batchSize;
    this.events = events;
    this.ends = ends;
  }

  /** Writes a day's bodies and opens them. */
  static BodyFile write(Path path, GeneratedDay day, int batchSize) throws IOException {
    try (OutputStream out = Files.newOutputStream(path)) {
      Cutter cutter = new Cutter(out, batchSize);
      day.forEach(cutter::add);
      cutter.cut();
      return new BodyFile(
          FileChannel.open(path, StandardOpenOption.READ),
          batchSize,
          cutter.events,
          Arrays.copyOf(cutter.ends, cutter.batches));
    }
  }

  /** Writes events and notes where batches end. */
  private static final class Cutter extends OutputStream {
    private final OutputStream out;
    private final int batchSize;
    private final EventWriter writer = EventWriter.ndjson(this);
    private long bytes;
    private long events;
    private long[] ends = new long[1024];
    private int batches;

    Cutter(OutputStream out, int batchSize) {
      this.out = out;
      this.batchSize = batchSize;
    }

    void add(Event event) {
      writer.accept(event);
      if (++events % batchSize == 0) {
        cut();
      }
    }

    /** Ends a batch, unless it is empty. */
    void cut() {
      writer.flush();
      if (bytes == (batches == 0 ? 0 : ends[batches - 1])) {
        return;
      }
      if (batches == ends.length) {
        ends = Arrays.copyOf(ends, 2 * batches);
      }
      ends[batches++] = bytes;
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      bytes += length;
    }
  }

  /** How many events are in it. */
  long events() {
    return events;
  }

  @Override
  public boolean next(Batch batch) throws IOException {
    int number = nextBatch.getAndIncrement();
    if (number >= ends.length) {
      return false;
    }
    long from = number == 0 ? 0 : ends[number - 1];
    int length = Math.toIntExact(ends[number] - from);
    long first = (long) number * batchSize;
    batch.begin(first, Batch.AT_ONCE);
    ByteBuffer buffer = ByteBuffer.wrap(batch.room(length), 0, length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, from + buffer.position()) < 0) {
        throw new IOException("the file of bodies is cut off");
      }
    }
    batch.added(length, (int) Math.min(batchSize, events - first));
    return true;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
