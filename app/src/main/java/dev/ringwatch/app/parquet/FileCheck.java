package dev.ringwatch.app.parquet;

import dev.ringwatch.ingest.UnreadableInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks a Parquet file before it is read in earnest: that its metadata has a shape at all, and
 * that every page lies where it should and says of itself what can be true. A reader allocates what
 * a file tells it to; after this check that is bounded, whoever wrote the file. One small read per
 * page. Used by one thread.
 */
final class FileCheck {

  /** The largest page, decompressed; writers aim at 1 MB, and none goes beyond 100 MB. */
  static final int MAX_PAGE_BYTES = 128 << 20;

  /** The most values in a page. */
  static final int MAX_PAGE_VALUES = 1 << 24;

  /** The largest metadata: tens of thousands of row groups. */
  private static final int MAX_FOOTER_BYTES = 256 << 20;

  private static final int MAGIC = 0x31524150; // PAR1
  private static final int ENCRYPTED = 0x45524150; // PARE
  private static final int TAIL_BYTES = 8;
  private static final int LEAST_BYTES = 4 + TAIL_BYTES;
  private static final int FIRST_LOOK = 512;
  private static final int LONGEST_HEAD = 16 << 20;

  private final SeekableByteChannel file;
  private final long length;

  FileCheck(SeekableByteChannel file) throws IOException {
    this.file = file;
    this.length = file.size();
  }

  /**
   * Where a column of a row group lies.
   *
   * @param name the column's name
   * @param start where its first page begins
   * @param bytes what its pages take together
   * @param values how many values it holds, nulls included
   * @param indexStart where the list of its pages lies; 0 if there is none
   * @param indexBytes how long that is
   */
  record Chunk(String name, long start, long bytes, long values, long indexStart, int indexBytes) {}

  /** Checks both ends and the shape of the metadata. */
  void checkFooter() throws IOException {
    if (length < LEAST_BYTES) {
      throw cutOff("it has only " + length + " bytes");
    }
    ByteBuffer tail = read(length - TAIL_BYTES, TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int footer = tail.getInt();
    int magic = tail.getInt();
    if (magic == ENCRYPTED) {
      throw new UnreadableInputException(
          "is an encrypted Parquet file, which cannot be read; decrypt it first");
    }
    if (magic != MAGIC) {
      throw cutOff("its end is missing");
    }
    if (footer < 0 || footer > length - LEAST_BYTES) {
      throw damaged("its metadata would be longer than the file");
    }
    if (footer > MAX_FOOTER_BYTES) {
      throw damaged("its metadata is larger than " + MAX_FOOTER_BYTES + " bytes");
    }
    try {
      new CompactReader(read(length - TAIL_BYTES - footer, footer)).skip(CompactReader.STRUCT);
    } catch (CompactReader.CutOffException e) {
      throw damaged("its metadata is cut off", e);
    }
  }

  /**
   * Checks the pages of a column in a row group.
   *
   * @return how many bytes its dictionary takes, 0 if it has none
   */
  int checkPages(Chunk chunk) throws IOException {
    long end = chunk.start + chunk.bytes;
    if (chunk.start < 4 || chunk.bytes < 0 || end > length - TAIL_BYTES || end < chunk.start) {
      throw damaged("column " + chunk.name + " lies outside of it");
    }
    List<Long> dataPages = new ArrayList<>();
    int dictionary = 0;
    long values = 0;
    long at = chunk.start;
    while (at < end && values < chunk.values) {
      PageHead head = head(chunk, at, end);
      at += head.headBytes();
      if (head.compressedBytes() > end - at) {
        throw damaged("a page of column " + chunk.name + " is longer than the column");
      }
      checkSizes(chunk, head);
      if (head.isData()) {
        values += head.values();
        dataPages.add(at - head.headBytes());
      } else if (head.kind() == PageHead.DICTIONARY) {
        dictionary = Math.max(dictionary, head.uncompressedBytes());
      }
      at += head.compressedBytes();
    }
    if (values != chunk.values) {
      throw damaged(
          "column " + chunk.name + " has " + values + " values instead of " + chunk.values);
    }
    checkIndex(chunk, dataPages);
    return dictionary;
  }

  private PageHead head(Chunk chunk, long at, long end) throws IOException {
    for (long look = FIRST_LOOK; ; look *= 16) {
      int count = (int) Math.min(look, end - at);
      try {
        return PageHead.read(read(at, count));
      } catch (CompactReader.CutOffException e) {
        if (count == end - at || count >= LONGEST_HEAD) {
          throw damaged("a page of column " + chunk.name + " is cut off", e);
        }
      }
    }
  }

  private static void checkSizes(Chunk chunk, PageHead head) {
    if (head.uncompressedBytes() > MAX_PAGE_BYTES || head.values() > MAX_PAGE_VALUES) {
      throw new UnreadableInputException(
          String.format(
              "column %s has a page of %,d bytes and %,d values, at most %,d and %,d can be read;"
                  + " write the file with smaller pages",
              chunk.name,
              head.uncompressedBytes(),
              head.values(),
              MAX_PAGE_BYTES,
              MAX_PAGE_VALUES));
    }
    boolean tooMany =
        head.isData()
            ? head.values() > chunk.values
            : head.values() > head.uncompressedBytes(); // a value takes a byte or more
    if (tooMany
        || head.levelBytes() > head.compressedBytes()
        || head.levelBytes() > head.uncompressedBytes()) {
      throw damaged("a page of column " + chunk.name + " contradicts itself");
    }
  }

  /** The list of pages, where there is one, must name the pages that are there. */
  private void checkIndex(Chunk chunk, List<Long> dataPages) throws IOException {
    if (chunk.indexStart == 0) {
      return;
    }
    if (chunk.indexStart < 0
        || chunk.indexBytes < 0
        || chunk.indexStart > length - chunk.indexBytes) {
      throw damaged("the page list of column " + chunk.name + " lies outside of it");
    }
    List<Long> listed = new ArrayList<>();
    try {
      CompactReader reader = new CompactReader(read(chunk.indexStart, chunk.indexBytes));
      reader.begin();
      for (int type = reader.next(); type != 0; type = reader.next()) {
        if (type == 9 && reader.field() == 1) {
          readLocations(reader, listed);
        } else {
          reader.skip(type);
        }
      }
    } catch (CompactReader.CutOffException e) {
      throw damaged("the page list of column " + chunk.name + " is cut off", e);
    }
    if (!listed.equals(dataPages)) {
      throw damaged("the page list of column " + chunk.name + " names other pages than there are");
    }
  }

  private static void readLocations(CompactReader reader, List<Long> listed) {
    long list = reader.list();
    for (long left = list >>> 4; left > 0; left--) {
      int outer = reader.begin();
      for (int type = reader.next(); type != 0; type = reader.next()) {
        if (type == 6 && reader.field() == 1) {
          listed.add(reader.zigzag());
        } else {
          reader.skip(type);
        }
      }
      reader.end(outer);
    }
  }

  private ByteBuffer read(long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    file.position(from);
    while (bytes.hasRemaining()) {
      if (file.read(bytes) < 0) {
        throw cutOff("it became shorter while it was being read");
      }
    }
    return bytes.flip();
  }

  static UnreadableInputException damaged(String what) {
    return new UnreadableInputException(sentence(what));
  }

  static UnreadableInputException damaged(String what, Throwable cause) {
    return new UnreadableInputException(sentence(what), cause);
  }

  private static String sentence(String what) {
    return "is a damaged Parquet file (" + what + "); write or copy it again";
  }

  private static UnreadableInputException cutOff(String what) {
    return new UnreadableInputException(
        "is a Parquet file that is cut off (" + what + "); copy it again");
  }
}
