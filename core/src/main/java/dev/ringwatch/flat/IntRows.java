package dev.ringwatch.flat;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of ints of one width, numbered from 0, in chunks of 4096 rows: growing copies the first
 * chunk only, while it is still small. A removed row's number is given out again. A row of 16 ints
 * or less lies within two cache lines.
 *
 * <p>Not thread-safe. 4 bytes per int; every access O(1). A frozen view and a copy share the
 * chunks; each is copied at its first change afterwards, until {@link #thaw}.
 */
public final class IntRows {

  private static final int CHUNK_BITS = 12;
  private static final int CHUNK_ROWS = 1 << CHUNK_BITS;
  private static final int CHUNK_MASK = CHUNK_ROWS - 1;
  private static final int FIRST_ROWS = 2;
  private static final long LOW_BITS = 0xFFFF_FFFFL;

  private final int width;
  private int[][] chunks;
  private int size;

  /** The row that was removed last, plus one; its first int says in the same way which before. */
  private int removed;

  /** By chunk, whether a frozen view has it too; null while there is no view. */
  private boolean @Nullable [] shared;

  /**
   * No rows yet.
   *
   * @param width ints in a row, at least 1
   */
  public IntRows(int width) {
    if (width < 1) {
      throw new IllegalArgumentException("a row must have at least 1 int, not " + width);
    }
    this.width = width;
    this.chunks = new int[][] {new int[FIRST_ROWS * width]};
  }

  /** The rows that {@link #freeze} froze and a reader now reads, of the same width. */
  public static IntRows read(BlockReader in, int width) throws IOException {
    IntRows rows = new IntRows(width);
    int size = in.readCount();
    rows.removed = in.readCount(size);
    int whole = size >>> CHUNK_BITS;
    for (int number = 0; number < whole; number++) {
      rows.makeRoom(number);
      rows.chunks[number] = new int[CHUNK_ROWS * width];
      in.readInts(rows.chunks[number], 0, CHUNK_ROWS * width);
    }
    int left = size & CHUNK_MASK;
    if (left > 0) {
      rows.makeRoom(whole);
      rows.chunks[whole] = new int[(whole == 0 ? Math.max(FIRST_ROWS, left) : CHUNK_ROWS) * width];
      in.readInts(rows.chunks[whole], 0, left * width);
    }
    rows.size = size;
    return rows;
  }

  /**
   * The rows that {@link #freeze} froze when they were narrower: what they lack is zero. None of
   * them may have been removed.
   */
  public static IntRows readNarrower(BlockReader in, int narrower, int width) throws IOException {
    IntRows before = read(in, narrower);
    IntRows rows = new IntRows(width);
    for (int row = 0; row < before.size; row++) {
      rows.add();
      for (int column = 0; column < narrower; column++) {
        rows.set(row, column, before.get(row, column));
      }
    }
    return rows;
  }

  private IntRows(IntRows from) {
    width = from.width;
    chunks = Arrays.copyOf(from.chunks, Math.max(1, from.usedChunks()));
    size = from.size;
    removed = from.removed;
    shared = new boolean[chunks.length];
    Arrays.fill(shared, true);
  }

  /**
   * A copy of the rows as they are now, for another thread: O(rows / 4096). The chunks are shared,
   * and whoever changes one copies it first; these rows do so until {@link #thaw}, after which the
   * copy must not be used.
   */
  public IntRows copy() {
    IntRows copy = new IntRows(this);
    share();
    return copy;
  }

  /**
   * The rows as they are now, to be written while they change: O(rows / 4096). Every change of a
   * chunk that was not changed since costs a copy of it, until {@link #thaw}.
   */
  public Frozen freeze() {
    int[][] held = Arrays.copyOf(chunks, usedChunks());
    int heldSize = size;
    int heldRemoved = removed;
    share();
    return out -> write(out, held, heldSize, heldRemoved);
  }

  private int usedChunks() {
    return (size + CHUNK_MASK) >>> CHUNK_BITS;
  }

  private void share() {
    shared = new boolean[chunks.length];
    Arrays.fill(shared, 0, usedChunks(), true);
  }

  private void write(BlockWriter out, int[][] held, int heldSize, int heldRemoved)
      throws IOException {
    out.putInt(heldSize);
    out.putInt(heldRemoved);
    for (int number = 0; number < held.length; number++) {
      int rows = Math.min(CHUNK_ROWS, heldSize - (number << CHUNK_BITS));
      out.putInts(held[number], 0, rows * width);
      held[number] = new int[0];
    }
  }

  /** Changes copy nothing any more: no frozen view or copy of these rows will be used. */
  public void thaw() {
    shared = null;
  }

  /** Row numbers run from 0 to one less than this; removed rows count. */
  public int size() {
    return size;
  }

  /** A new row of zeros. O(width). */
  public int add() {
    if (removed > 0) {
      int row = removed - 1;
      removed = get(row, 0);
      clear(row);
      return row;
    }
    int number = size >>> CHUNK_BITS;
    makeRoom(number);
    if (number > 0 && (size & CHUNK_MASK) == 0) {
      if (chunks[number] == null) {
        chunks[number] = new int[CHUNK_ROWS * width];
      }
    } else if (number == 0 && (size + 1) * width > chunks[0].length) {
      chunks[0] = Arrays.copyOf(chunks[0], Math.min(CHUNK_ROWS, 2 * size) * width);
    }
    return size++;
  }

  private void makeRoom(int number) {
    if (number == chunks.length) {
      chunks = Arrays.copyOf(chunks, number + 1 + (number >> 1));
    }
  }

  /** Gives a row back. What it holds is lost, but for its ints after the first. */
  public void remove(int row) {
    set(row, 0, removed);
    removed = row + 1;
  }

  /** Makes all ints of a row zero. O(width). */
  public void clear(int row) {
    Arrays.fill(writable(row), start(row), start(row) + width, 0);
  }

  /** Removes all rows and keeps the memory for the next. */
  public void clear() {
    for (int number = 0; number << CHUNK_BITS < size; number++) {
      if (isShared(number)) {
        chunks[number] = new int[chunks[number].length];
      } else {
        Arrays.fill(chunks[number], 0);
      }
    }
    shared = null;
    size = 0;
    removed = 0;
  }

  /** One int of a row. */
  public int get(int row, int column) {
    return chunk(row)[start(row) + column];
  }

  /** Sets one int of a row. */
  public void set(int row, int column, int value) {
    writable(row)[start(row) + column] = value;
  }

  /** The long in two neighbouring ints of a row. */
  public long getLong(int row, int column) {
    int[] chunk = chunk(row);
    int at = start(row) + column;
    return ((long) chunk[at] << Integer.SIZE) | (chunk[at + 1] & LOW_BITS);
  }

  /** Sets the long in two neighbouring ints of a row. */
  public void setLong(int row, int column, long value) {
    int[] chunk = writable(row);
    int at = start(row) + column;
    chunk[at] = (int) (value >>> Integer.SIZE);
    chunk[at + 1] = (int) value;
  }

  private int[] chunk(int row) {
    return chunks[row >>> CHUNK_BITS];
  }

  private int[] writable(int row) {
    return shared == null ? chunks[row >>> CHUNK_BITS] : unshared(row >>> CHUNK_BITS);
  }

  private int[] unshared(int number) {
    if (shared != null && isShared(number)) {
      chunks[number] = chunks[number].clone();
      shared[number] = false;
    }
    return chunks[number];
  }

  private boolean isShared(int number) {
    return shared != null && number < shared.length && shared[number];
  }

  private int start(int row) {
    return (row & CHUNK_MASK) * width;
  }
}
