package dev.ringwatch.app.analyze;

import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.StableHash;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When every account acted and with which keys, kept while reading for the few accounts whose times
 * the report shows, which are not known before the end. Accounts and keys are kept as hashes: about
 * 20 bytes per event, {@value #MEMORY_MEGABYTES} MB of them in memory and the rest in a temporary
 * file that goes away with the process. Used by one thread.
 */
final class Journal implements Closeable {

  private static final int MEMORY_MEGABYTES = 16;
  private static final int CHUNK_BYTES = 1 << 16;
  private static final int CHUNKS_IN_MEMORY = MEMORY_MEGABYTES << 4;
  private static final int KINDS = LinkKeyKind.values().length;
  private static final int LONGEST_RECORD = Long.BYTES * 2 + Short.BYTES + KINDS * Integer.BYTES;

  private final List<ByteBuffer> chunks = new ArrayList<>();
  private final List<LinkKeyKind> kinds;
  private final int chunksInMemory;
  private ByteBuffer current = ByteBuffer.allocate(CHUNK_BYTES);
  private @Nullable FileChannel file;
  private @Nullable IOException failure;

  /** Takes in what {@link #replay} reads. */
  @FunctionalInterface
  interface Reader {

    /**
     * An event.
     *
     * @param account {@link #hash(String)} of its account
     * @param keys by kind, in the order of {@link LinkKeyKind}, {@link #hash(LinkKey)} of the key,
     *     0 without one; used again for the next event
     */
    void event(long epochMillis, long account, int[] keys);
  }

  /**
   * Nothing yet.
   *
   * @param kinds the static kinds whose keys are noted, the first of {@link LinkKeys#STATIC}
   */
  Journal(List<LinkKeyKind> kinds) {
    this(kinds, CHUNKS_IN_MEMORY);
  }

  Journal(List<LinkKeyKind> kinds, int chunksInMemory) {
    this.kinds = kinds;
    this.chunksInMemory = chunksInMemory;
  }

  /** What stands for an account. */
  static long hash(String account) {
    return StableHash.of(account, 0);
  }

  /** What stands for a key among those of its kind; never 0. */
  static int hash(LinkKey key) {
    int tab = key.kind() == LinkKeyKind.CO_ACTION ? key.value().indexOf('\t') : -1;
    return tab < 0
        ? nonZero(key.value().hashCode())
        : target(key.value().substring(0, tab), key.value().substring(tab + 1));
  }

  private static int target(String action, String target) {
    return nonZero(31 * action.hashCode() + target.hashCode());
  }

  private static int nonZero(int hash) {
    return hash == 0 ? 1 : hash;
  }

  /** Notes one event. Without room on the disk it notes no more, and {@link #problem} says so. */
  void add(Event event) {
    if (failure != null) {
      return;
    }
    if (current.remaining() < LONGEST_RECORD) {
      nextChunk();
    }
    current.putLong(event.timestamp().toEpochMilli());
    current.putLong(hash(event.account().value()));
    int maskAt = current.position();
    current.putShort((short) 0);
    int mask = 0;
    for (int kind = 0; kind < kinds.size(); kind++) {
      String value = LinkKeys.value(kinds.get(kind), event);
      if (value != null) {
        mask |= 1 << kind;
        current.putInt(nonZero(value.hashCode()));
      }
    }
    if (event.target() != null) {
      mask |= 1 << LinkKeyKind.CO_ACTION.index();
      current.putInt(target(event.action(), event.target()));
    }
    current.putShort(maskAt, (short) mask);
  }

  private void nextChunk() {
    current.flip();
    if (chunks.size() < chunksInMemory) {
      chunks.add(current);
      current = ByteBuffer.allocate(CHUNK_BYTES);
      return;
    }
    try {
      if (file == null) {
        file = open();
      }
      // Chunks lie one after the other at full length, each behind the length that is used.
      ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).putInt(0, current.limit());
      writeAll(file, length);
      current.limit(CHUNK_BYTES);
      writeAll(file, current);
    } catch (IOException e) {
      failure = e;
    }
    current.clear();
  }

  private static FileChannel open() throws IOException {
    Path path = Files.createTempFile("ringwatch-times-", null);
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  private static void writeAll(FileChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  /** Why some events were not noted; null if all were. */
  @Nullable IOException problem() {
    return failure;
  }

  /**
   * Reads all events again, in the order in which they were noted; nothing if they are not all
   * there. O(events).
   */
  void replay(Reader reader) throws IOException {
    if (failure != null) {
      return;
    }
    for (ByteBuffer chunk : chunks) {
      replay(chunk.duplicate(), reader);
    }
    if (file != null) {
      replayFile(file, reader);
    }
    replay(current.duplicate().flip(), reader);
  }

  private static void replayFile(FileChannel from, Reader reader) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(Integer.BYTES + CHUNK_BYTES);
    for (long at = 0; at < from.size(); at += block.capacity()) {
      block.clear();
      while (block.hasRemaining()) {
        if (from.read(block, at + block.position()) < 0) {
          throw new IOException("the file of times ended early");
        }
      }
      block.flip();
      int length = block.getInt();
      replay(block.slice(Integer.BYTES, length), reader);
    }
  }

  private static void replay(ByteBuffer chunk, Reader reader) {
    int[] keys = new int[KINDS];
    while (chunk.hasRemaining()) {
      long epochMillis = chunk.getLong();
      long account = chunk.getLong();
      int mask = chunk.getShort();
      for (int kind = 0; kind < KINDS; kind++) {
        keys[kind] = (mask >> kind & 1) == 0 ? 0 : chunk.getInt();
      }
      reader.event(epochMillis, account, keys);
    }
  }

  /** Forgets everything and deletes the file. */
  @Override
  public void close() throws IOException {
    chunks.clear();
    if (file != null) {
      file.close();
    }
  }
}
