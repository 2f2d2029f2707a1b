package dev.ringwatch.app.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes Thrift's compact protocol, as far as Parquet's metadata needs it. Used by one thread. */
final class CompactWriter {

  private static final int TRUE = 1;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int lastField;

  CompactWriter i32(int field, int value) {
    head(field, I32);
    varint(((long) value << 1) ^ (value >> 31));
    return this;
  }

  CompactWriter i64(int field, long value) {
    head(field, I64);
    varint((value << 1) ^ (value >> 63));
    return this;
  }

  /** A truth that is so. */
  CompactWriter isTrue(int field) {
    head(field, TRUE);
    return this;
  }

  CompactWriter text(int field, String value) {
    head(field, BINARY);
    return element(value);
  }

  /** Begins a list of structs, each within {@link #begin} and {@link #end}. */
  CompactWriter structs(int field, int size) {
    return list(field, size, STRUCT);
  }

  /** Begins a list of texts, each an {@link #element}. */
  CompactWriter texts(int field, int size) {
    return list(field, size, BINARY);
  }

  CompactWriter i32s(int field, int... values) {
    list(field, values.length, I32);
    for (int value : values) {
      varint(((long) value << 1) ^ (value >> 31));
    }
    return this;
  }

  /** A text within a list. */
  CompactWriter element(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    varint(text.length);
    bytes.writeBytes(text);
    return this;
  }

  /** Begins a struct in a field; returns what {@link #end} wants back. */
  int begin(int field) {
    head(field, STRUCT);
    return begin();
  }

  /** Begins a struct in a list; returns what {@link #end} wants back. */
  int begin() {
    int outer = lastField;
    lastField = 0;
    return outer;
  }

  void end(int outer) {
    bytes.write(0);
    lastField = outer;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  /** Writes a number of at most 64 bits, seven at a time, the lowest first. */
  static void varint(long value, ByteArrayOutputStream into) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      into.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    into.write((int) rest);
  }

  private CompactWriter list(int field, int size, int elementType) {
    head(field, LIST);
    bytes.write((Math.min(size, 15) << 4) | elementType);
    if (size >= 15) {
      varint(size);
    }
    return this;
  }

  /** Fields come in the order of their numbers, at most 15 apart. */
  private void head(int field, int type) {
    bytes.write(((field - lastField) << 4) | type);
    lastField = field;
  }

  private void varint(long value) {
    varint(value, bytes);
  }
}
