package dev.ringwatch.flat;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts by address, in chunks of bytes instead of objects; one costs a byte a character, two if any
 * of its characters is beyond U+00FF, and four. A text never changes. Once all texts of a chunk are
 * released, the chunk is given back; whoever moves the texts of sparse chunks ({@link #isSparse})
 * holds no more than about twice what is in use.
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

  /** What stands for a chunk that was given back. */
  private static final byte[] NO_CHUNK = {};

  private byte[][] chunks = {new byte[FIRST_BYTES]};

  /** By chunk, the bytes of texts that were not released. */
  private int[] used = new int[1];

  private long inUse;

  /** How many chunks there were ever at a time, less one. */
  private int last;

  /** The chunk that is added to, and up to where it is filled. */
  private int current;

  private int end;

  /** No chunk before this one was given back. */
  private int firstFree;

  /** No texts yet. */
  public Texts() {}

  /**
   * The texts that {@link #freeze} froze and a reader now reads, at the same addresses. All count
   * as in use, those that were released before too; see {@link #claimNone}.
   */
  public static Texts read(BlockReader in) throws IOException {
    Texts texts = new Texts();
    int head = in.readInt();
    // A state from before texts could be released says the last chunk alone, which was added to.
    texts.last = head < 0 ? ~head : head;
    texts.current = head < 0 ? in.readCount(texts.last) : texts.last;
    if (texts.last >= MAX_CHUNKS) {
      throw BlockReader.damaged();
    }
    for (int chunk = 0; chunk <= texts.last; chunk++) {
      texts.makeRoom(chunk);
      int bytes = in.readCount();
      texts.chunks[chunk] = in.readBytes(bytes);
      texts.used[chunk] = bytes;
      texts.inUse += bytes;
      texts.end = chunk == texts.current ? bytes : texts.end;
    }
    int room = Math.max(CHUNK_BYTES, texts.end);
    texts.chunks[texts.current] = Arrays.copyOf(texts.chunks[texts.current], room);
    return texts;
  }

  /**
   * The texts as they are now, at the same addresses, for another thread to read: O(bytes /
   * 65,536), and no text is copied, because none ever changes.
   */
  public Texts copy() {
    Texts copy = new Texts();
    copy.chunks = Arrays.copyOf(chunks, last + 1);
    copy.last = last;
    copy.current = current;
    // What is behind the end is the other's to fill.
    copy.end = chunks[current].length;
    return copy;
  }

  /**
   * The texts as they are now, to be written while further ones are added: O(bytes / 65,536), and
   * nothing is copied, because a text never changes.
   */
  public Frozen freeze() {
    byte[][] held = Arrays.copyOf(chunks, last + 1);
    int heldCurrent = current;
    int heldEnd = end;
    return out -> write(out, held, heldCurrent, heldEnd);
  }

  private static void write(BlockWriter out, byte[][] held, int heldCurrent, int heldEnd)
      throws IOException {
    out.putInt(~(held.length - 1));
    out.putInt(heldCurrent);
    for (int chunk = 0; chunk < held.length; chunk++) {
      int bytes = chunk == heldCurrent ? heldEnd : held[chunk].length;
      out.putInt(bytes);
      out.putBytes(held[chunk], bytes);
      held[chunk] = NO_CHUNK;
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
    byte[] chunk = chunks[current];
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
    if (end + length > chunks[current].length) {
      if (current == 0 && chunks[0].length < CHUNK_BYTES && end + length <= CHUNK_BYTES) {
        int larger = Math.min(CHUNK_BYTES, Math.max(end + length, 2 * chunks[0].length));
        chunks[0] = Arrays.copyOf(chunks[0], larger);
      } else {
        beginChunk(Math.max(CHUNK_BYTES, length));
      }
    }
    int address = current << CHUNK_BITS | end;
    end += length;
    used[current] += length;
    inUse += length;
    return address;
  }

  private void beginChunk(int bytes) {
    int before = current;
    int next = firstFree;
    while (next <= last && chunks[next].length > 0) {
      next++;
    }
    if (next == MAX_CHUNKS) {
      throw new IllegalStateException("no more than 2 GB of texts fit into one table");
    }
    firstFree = next + 1;
    last = Math.max(last, next);
    makeRoom(next);
    chunks[next] = new byte[bytes];
    current = next;
    end = 0;
    giveBackIfUnused(before);
  }

  private void makeRoom(int chunk) {
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunk + 1 + (chunk >> 1));
      Arrays.fill(chunks, chunk, chunks.length, NO_CHUNK);
    }
    if (chunk >= used.length) {
      used = Arrays.copyOf(used, chunks.length);
    }
  }

  private void giveBackIfUnused(int chunk) {
    if (used[chunk] == 0 && chunk != current) {
      chunks[chunk] = NO_CHUNK;
      firstFree = Math.min(firstFree, chunk);
    }
  }

  /** Says that no text is in use, so that whoever knows those that are can claim them. */
  public void claimNone() {
    Arrays.fill(used, 0);
    inUse = 0;
  }

  /** Says that a text is in use. O(1). */
  public void claim(int address) {
    used[address >>> CHUNK_BITS] += size(address);
    inUse += size(address);
  }

  /** Says that a text is not used any more; copies and frozen views still have it. O(1). */
  public void release(int address) {
    int chunk = address >>> CHUNK_BITS;
    int size = size(address);
    used[chunk] -= size;
    inUse -= size;
    giveBackIfUnused(chunk);
  }

  /** Whether most of what lies in a text's chunk was released. */
  public boolean isSparse(int address) {
    int chunk = address >>> CHUNK_BITS;
    return chunk != current && 2 * used[chunk] < chunks[chunk].length;
  }

  /** How many bytes the texts take that were not released. */
  public long bytesInUse() {
    return inUse;
  }

  /** How many bytes all chunks take. O(chunks). */
  public long bytes() {
    return Arrays.stream(chunks, 0, last + 1).mapToLong(chunk -> chunk.length).sum();
  }

  private int size(int address) {
    int header = (int) INTS.get(chunks[address >>> CHUNK_BITS], address & (CHUNK_BYTES - 1));
    int length = header >>> 1;
    return HEADER + ((header & 1) == 0 ? length : Character.BYTES * length);
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
