package dev.ringwatch.app.parquet;

import dev.ringwatch.ingest.UnreadableInputException;
import java.nio.ByteBuffer;

/**
 * Walks through Thrift's compact protocol, in which Parquet keeps its metadata, and believes
 * nothing: a length is never longer than what is left, a list never has more elements than there
 * are bytes, and nesting ends somewhere. Allocates nothing. Used by one thread.
 */
final class CompactReader {

  static final int I32 = 5;
  static final int STRUCT = 12;

  private static final int MAX_DEPTH = 32;
  private static final int MAX_VARINT_BYTES = 10;

  private final ByteBuffer bytes;
  private int lastField;

  /** Reads from the buffer's position on. */
  CompactReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** Says that the bytes end before the structure does; there may be more of them. */
  static final class CutOffException extends RuntimeException {

    CutOffException() {
      super("its metadata is cut off");
    }
  }

  /** Begins a struct; returns what {@link #end} wants back. */
  int begin() {
    int outer = lastField;
    lastField = 0;
    return outer;
  }

  /** Goes back to the outer struct. */
  void end(int outer) {
    lastField = outer;
  }

  /** The type of the next field in the struct, 0 at its end; {@link #field} has its number. */
  int next() {
    int head = read();
    int type = head & 0x0F;
    if (head == 0) {
      return 0;
    }
    int delta = head >>> 4;
    lastField = delta == 0 ? (int) zigzag() : lastField + delta;
    return type;
  }

  /** The number of the current field. */
  int field() {
    return lastField;
  }

  /** A whole number. */
  long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A size or a count: not negative, not above an int. */
  int size() {
    long value = zigzag();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw damaged("a size is " + value);
    }
    return (int) value;
  }

  /** Leaves out a value of a type. */
  void skip(int type) {
    skip(type, 0);
  }

  private void skip(int type, int depth) {
    if (depth > MAX_DEPTH) {
      throw damaged("it is nested more than " + MAX_DEPTH + " deep");
    }
    switch (type) {
      case 1, 2 -> {} // a truth value is in the type
      case 3 -> read();
      case 4, 5, 6 -> varint();
      case 7 -> skipBytes(Double.BYTES);
      case 8 -> skipBytes(varint());
      case 9, 10 -> skipList(depth);
      case 11 -> skipMap(depth);
      case STRUCT -> skipStruct(depth);
      default -> throw damaged("there is no type " + type);
    }
  }

  private void skipStruct(int depth) {
    int outer = begin();
    for (int type = next(); type != 0; type = next()) {
      skip(type, depth + 1);
    }
    end(outer);
  }

  /** Begins a list: its element type, and its size above the lowest four bits. */
  long list() {
    int head = read();
    long size = (head >>> 4) == 15 ? varint() : head >>> 4;
    return (checkedCount(size) << 4) | (head & 0x0F);
  }

  private void skipList(int depth) {
    long head = list();
    for (long left = head >>> 4; left > 0; left--) {
      skipElement((int) head & 0x0F, depth);
    }
  }

  private void skipMap(int depth) {
    long size = checkedCount(varint());
    int types = size == 0 ? 0 : read();
    for (long left = size; left > 0; left--) {
      skipElement(types >>> 4, depth);
      skipElement(types & 0x0F, depth);
    }
  }

  /** In lists and maps a truth value takes a byte. */
  private void skipElement(int type, int depth) {
    if (type <= 2) {
      read();
    } else {
      skip(type, depth + 1);
    }
  }

  private long checkedCount(long count) {
    if (count < 0) {
      throw damaged("a list has " + count + " elements");
    }
    if (count > bytes.remaining()) {
      throw new CutOffException();
    }
    return count;
  }

  private void skipBytes(long count) {
    if (count < 0) {
      throw damaged("a text has " + count + " bytes");
    }
    if (count > bytes.remaining()) {
      throw new CutOffException();
    }
    bytes.position(bytes.position() + (int) count);
  }

  private long varint() {
    long value = 0;
    for (int at = 0; at < MAX_VARINT_BYTES; at++) {
      int b = read();
      value |= (b & 0x7FL) << (7 * at);
      if (b < 0x80) {
        return value;
      }
    }
    throw damaged("a number is too long");
  }

  private int read() {
    if (!bytes.hasRemaining()) {
      throw new CutOffException();
    }
    return bytes.get() & 0xFF;
  }

  private static UnreadableInputException damaged(String what) {
    return FileCheck.damaged("in its metadata " + what);
  }
}
