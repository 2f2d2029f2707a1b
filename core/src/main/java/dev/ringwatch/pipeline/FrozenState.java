package dev.ringwatch.pipeline;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.Frozen;
import dev.ringwatch.flat.UnusableStateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All state of an {@link EmbeddedDriver} as it was at one moment, to be written by another thread
 * while the driver goes on. It is written once, and lets go of what it has written; until it is
 * written or closed, the driver copies what it changes, so that an abandoned one must be closed.
 *
 * <p>The same state gives the same bytes, whatever became of it in between: a restored driver's
 * state is written as that of the one it came from.
 *
 * <p>May be handed to any one thread.
 */
public final class FrozenState implements AutoCloseable {

  private static final long MAGIC = 0x52574154_53544154L; // "RWATSTAT"
  private static final int VERSION = 7;

  /** The oldest format that is read. */
  private static final int OLDEST = 3;

  /** The first format that has rings. */
  static final int WITH_RINGS = 4;

  /** The first format of a driver that may forget. */
  static final int WITH_BOUNDS = 5;

  /** The first format that has what hunts found. */
  static final int WITH_FINDINGS = 6;

  /** The first format that has what verdicts taught. */
  static final int WITH_LEARNED = 7;

  private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;

  private final StateSettings settings;
  private final long position;
  private final AtomicReference<@Nullable Frozen> parts;
  private volatile boolean done;

  FrozenState(StateSettings settings, long position, Frozen parts) {
    this.settings = settings;
    this.position = position;
    this.parts = new AtomicReference<>(parts);
  }

  /** The number that was handed to {@link EmbeddedDriver#freeze}. */
  public long position() {
    return position;
  }

  /**
   * Writes the state in a form that {@link EmbeddedDriver#restore} reads, and flushes the stream,
   * which needs no buffer of its own and stays open. Several hundred MB/s.
   *
   * @return how many bytes were written
   * @throws IOException if the stream does; what was written then is of no use
   * @throws IllegalStateException if it was written or closed before
   */
  public long writeTo(OutputStream out) throws IOException {
    Frozen state = parts.getAndSet(null);
    if (state == null) {
      throw new IllegalStateException("a frozen state can be written once, and not when closed");
    }
    try {
      out.write(ByteBuffer.allocate(HEAD_BYTES).putLong(MAGIC).putInt(VERSION).array());
      BlockWriter blocks = new BlockWriter(out);
      settings.writeTo(blocks);
      blocks.putLong(position);
      state.writeTo(blocks);
      blocks.finish();
      return HEAD_BYTES + blocks.written();
    } finally {
      done = true;
    }
  }

  /** Lets go of the state if nobody has begun to write it. */
  @Override
  public void close() {
    if (parts.getAndSet(null) != null) {
      done = true;
    }
  }

  /** Whether nobody reads the state any more. */
  boolean isDone() {
    return done;
  }

  /**
   * A written state whose head was read, up to the position.
   *
   * @param version its format
   * @param blocks what follows
   */
  record Opened(int version, BlockReader blocks) {}

  /** Reads the head of a written state, up to the position. */
  static Opened open(InputStream in, StateSettings expected) throws IOException {
    byte[] head = in.readNBytes(HEAD_BYTES);
    if (head.length < HEAD_BYTES || ByteBuffer.wrap(head).getLong() != MAGIC) {
      throw new UnusableStateException("this is no state of a driver, or its beginning is damaged");
    }
    int version = ByteBuffer.wrap(head).getInt(Long.BYTES);
    if (version < OLDEST || version > VERSION) {
      throw new UnusableStateException(
          "the state has format "
              + version
              + ", and this Ringwatch reads formats "
              + OLDEST
              + " to "
              + VERSION);
    }
    BlockReader blocks = new BlockReader(in);
    StateSettings kept = StateSettings.read(blocks);
    expected.require(version < WITH_BOUNDS ? kept.withDaysOf(expected) : kept);
    return new Opened(version, blocks);
  }
}
