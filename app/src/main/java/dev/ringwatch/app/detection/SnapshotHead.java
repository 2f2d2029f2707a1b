package dev.ringwatch.app.detection;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.UnusableStateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What a snapshot says before the driver's state: which log it is of and where it stands in it. Has
 * a checksum and a version of its own.
 *
 * @param log the log's id
 * @param position where the state stands in that log
 */
record SnapshotHead(UUID log, Snapshots.Position position) {

  private static final long MAGIC = 0x52574154_534E4150L; // "RWATSNAP"
  private static final int VERSION = 1;
  private static final int START_BYTES = Long.BYTES + 2 * Integer.BYTES;

  /** Far more than any head has. */
  private static final int MAX_BYTES = 1 << 10;

  void writeTo(OutputStream out) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    BlockWriter blocks = new BlockWriter(content);
    blocks.putLong(log.getMostSignificantBits());
    blocks.putLong(log.getLeastSignificantBits());
    blocks.putLong(position.seq());
    blocks.putLong(position.learnedAtSeq());
    blocks.putLong(position.learnedAtMinute());
    blocks.finish();
    ByteBuffer start = ByteBuffer.allocate(START_BYTES);
    start.putLong(MAGIC).putInt(VERSION).putInt(content.size());
    out.write(start.array());
    content.writeTo(out);
  }

  /**
   * Reads a head and leaves the stream where the state begins.
   *
   * @throws UnusableStateException if there is none, or one that is damaged or of another version
   */
  static SnapshotHead read(InputStream in) throws IOException {
    byte[] start = in.readNBytes(START_BYTES);
    if (start.length < START_BYTES || ByteBuffer.wrap(start).getLong() != MAGIC) {
      throw new UnusableStateException(
          "it is no snapshot, is of a version before, or its beginning is damaged");
    }
    int version = ByteBuffer.wrap(start).getInt(Long.BYTES);
    if (version != VERSION) {
      throw new UnusableStateException(
          "it has format " + version + ", and this Ringwatch reads format " + VERSION);
    }
    int length = ByteBuffer.wrap(start).getInt(Long.BYTES + Integer.BYTES);
    if (length < 0 || length > MAX_BYTES) {
      throw BlockReader.damaged();
    }
    byte[] content = in.readNBytes(length);
    if (content.length < length) {
      throw BlockReader.damaged();
    }
    BlockReader blocks = new BlockReader(new ByteArrayInputStream(content));
    UUID log = new UUID(blocks.readLong(), blocks.readLong());
    Snapshots.Position position =
        new Snapshots.Position(blocks.readLong(), blocks.readLong(), blocks.readLong());
    blocks.finish();
    return new SnapshotHead(log, position);
  }
}
