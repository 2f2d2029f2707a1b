package dev.ringwatch.flat;

import java.util.Arrays;

/**
 * Rows of ints of one width, numbered from 0, in chunks of 4096 rows: growing copies the first
 * chunk only, while it is still small. A removed row's number is given out again. A row of 16 ints
 * or less lies within two cache lines.
 *
 * <p>Not thread-safe. 4 bytes per int; every access O(1).
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

  /** Row numbers run from 0 to one less than this; removed rows count. */
  public int size() {
    return size;
  }

  /** A new row of zeros. O(width). */
  public int add() {
    if (removed > 0) {
      int row = removed - 1;
      removed = get(row, 0);
      Arrays.fill(chunk(row), start(row), start(row) + width, 0);
      return row;
    }
    int number = size >>> CHUNK_BITS;
    if (number == chunks.length) {
      chunks = Arrays.copyOf(chunks, number + 1 + (number >> 1));
    }
    if (number > 0 && (size & CHUNK_MASK) == 0) {
      if (chunks[number] == null) {
        chunks[number] = new int[CHUNK_ROWS * width];
      }
    } else if (number == 0 && (size + 1) * width > chunks[0].length) {
      chunks[0] = Arrays.copyOf(chunks[0], Math.min(CHUNK_ROWS, 2 * size) * width);
    }
    return size++;
  }

  /** Gives a row back. What it holds is lost, but for its ints after the first. */
  public void remove(int row) {
    set(row, 0, removed);
    removed = row + 1;
  }

  /** Removes all rows and keeps the memory for the next. */
  public void clear() {
    for (int number = 0; number << CHUNK_BITS < size; number++) {
      Arrays.fill(chunks[number], 0);
    }
    size = 0;
    removed = 0;
  }

  /** One int of a row. */
  public int get(int row, int column) {
    return chunk(row)[start(row) + column];
  }

  /** Sets one int of a row. */
  public void set(int row, int column, int value) {
    chunk(row)[start(row) + column] = value;
  }

  /** The long in two neighbouring ints of a row. */
  public long getLong(int row, int column) {
    int[] chunk = chunk(row);
    int at = start(row) + column;
    return ((long) chunk[at] << Integer.SIZE) | (chunk[at + 1] & LOW_BITS);
  }

  /** Sets the long in two neighbouring ints of a row. */
  public void setLong(int row, int column, long value) {
    int[] chunk = chunk(row);
    int at = start(row) + column;
    chunk[at] = (int) (value >>> Integer.SIZE);
    chunk[at + 1] = (int) value;
  }

  private int[] chunk(int row) {
    return chunks[row >>> CHUNK_BITS];
  }

  private int start(int row) {
    return (row & CHUNK_MASK) * width;
  }
}
