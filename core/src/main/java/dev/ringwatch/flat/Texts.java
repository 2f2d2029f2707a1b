package dev.ringwatch.flat;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts by address, in chunks of bytes instead of objects. Texts are only added; one costs a byte a
 * character, two if any of its characters is beyond U+00FF, and four.
 *
 * <p>Not thread-safe. Up to 2 GB.
 */
public final class Texts {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int CHUNK_BITS = 16;
  private static final int CHUNK_BYTES = 1 << CHUNK_BITS;
  private static final int FIRST_BYTES = 64;
  private static final int MAX_CHUNKS = 1 << (Integer.SIZE - 1 - CHUNK_BITS);
  private static final int HEADER = Integer.BYTES;
  static final int LATIN_MAX = 0xFF;

  private byte[][] chunks = {new byte[FIRST_BYTES]};
  private int last;
  private int end;

  /** No texts yet. */
  public Texts() {}

  /** The texts that {@link #freeze} froze and a reader now reads, at the same addresses. */
  public static Texts read(BlockReader in) throws IOException {
    Texts texts = new Texts();
    texts.last = in.readCount(MAX_CHUNKS - 1);
    for (int chunk = 0; chunk <= texts.last; chunk++) {
      texts.makeRoom(chunk);
      texts.end = in.readCount();
      texts.chunks[chunk] = in.readBytes(texts.end);
    }
    int room = Math.max(CHUNK_BYTES, texts.end);
    texts.chunks[texts.last] = Arrays.copyOf(texts.chunks[texts.last], room);
    return texts;
  }

  /**
   * The texts as they are now, at the same addresses, for another thread: O(bytes / 65,536), and no
   * text is copied, because none ever changes. Either may be added to.
   */
  public Texts copy() {
    Texts copy = new Texts();
    copy.chunks = Arrays.copyOf(chunks, last + 1);
    copy.last = last;
    // What is behind the end is the other's to fill.
    copy.end = chunks[last].length;
    return copy;
  }

  /**
   * The texts as they are now, to be written while further ones are added: O(bytes / 65,536), and
   * nothing is copied, because a text never changes.
   */
  public Frozen freeze() {
    byte[][] held = Arrays.copyOf(chunks, last + 1);
    int heldEnd = end;
    return out -> write(out, held, heldEnd);
  }

  private static void write(BlockWriter out, byte[][] held, int heldEnd) throws IOException {
    out.putInt(held.length - 1);
    for (int chunk = 0; chunk < held.length; chunk++) {
      int bytes = chunk == held.length - 1 ? heldEnd : held[chunk].length;
      out.putInt(bytes);
      out.putBytes(held[chunk], bytes);
      held[chunk] = new byte[0];
    }
  }

  /**
   * Adds a text and returns its address. O(length).
   *
   * @throws IllegalStateException if there are 2 GB of texts
   */
  public int add(String text) {
    boolean wide = text.chars().anyMatch(character -> character > LATIN_MAX);
    int bytes = wide ? Character.BYTES * text.length() : text.length();
    int address = reserve(HEADER + bytes);
    byte[] chunk = chunks[last];
    int at = address & (CHUNK_BYTES - 1);
    INTS.set(chunk, at, text.length() << 1 | (wide ? 1 : 0));
    at += HEADER;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (wide) {
        chunk[at++] = (byte) (character >>> Byte.SIZE);
      }
      chunk[at++] = (byte) character;
    }
    return address;
  }

  private int reserve(int length) {
    if (end + length > chunks[last].length) {
      if (last == 0 && end + length <= CHUNK_BYTES) {
        int larger = Math.min(CHUNK_BYTES, Math.max(end + length, 2 * chunks[0].length));
        chunks[0] = Arrays.copyOf(chunks[0], larger);
      } else {
        addChunk(Math.max(CHUNK_BYTES, length));
      }
    }
    int address = last << CHUNK_BITS | end;
    end += length;
    return address;
  }

  private void addChunk(int bytes) {
    last++;
    end = 0;
    if (last == MAX_CHUNKS) {
      throw new IllegalStateException("no more than 2 GB of texts fit into one table");
    }
    makeRoom(last);
    chunks[last] = new byte[bytes];
  }

  private void makeRoom(int chunk) {
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunk + 1 + (chunk >> 1));
    }
  }

  /** The text at an address that {@link #add} returned. */
  public String get(int address) {
    byte[] chunk = chunks[address >>> CHUNK_BITS];
    int at = address & (CHUNK_BYTES - 1);
    int header = (int) INTS.get(chunk, at);
    at += HEADER;
    int length = header >>> 1;
    if ((header & 1) == 0) {
      return new String(chunk, at, length, StandardCharsets.ISO_8859_1);
    }
    // No charset: it would replace halves of surrogate pairs, and the text must come back as it
    // was.
    char[] characters = new char[length];
    for (int i = 0; i < length; i++) {
      characters[i] = (char) (chunk[at + 2 * i] << Byte.SIZE | (chunk[at + 2 * i + 1] & LATIN_MAX));
    }
    return new String(characters);
  }
}
