package dev.ringwatch.kafka;

import dev.ringwatch.event.Tick;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Groups as bytes: a version, then the fields in the order of the records' components. */
final class OrderCodec {

  private static final int VERSION = 2;

  private static final String NOT_OURS =
      ": Ringwatch did not write it so; let nobody else write to that topic";

  private OrderCodec() {}

  /** The bytes of a group. */
  static byte[] write(OrderGroup group) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writeId(group.logId(), out);
      writeId(group.eventsTopic(), out);
      out.writeLong(group.firstSeq());
      out.writeInt(group.ranges().size());
      for (OrderGroup.Range range : group.ranges()) {
        out.writeInt(range.partition());
        out.writeLong(range.from());
        out.writeLong(range.to());
        out.writeInt(range.events());
        writeOffsets(range.leftOut(), out);
      }
      out.writeInt(group.controls().size());
      for (ControlRecord control : group.controls()) {
        writeText(control.kind(), out);
        out.writeLong(control.effectiveFrom().epochMinute());
        writeText(control.body(), out);
      }
      writeOffsets(group.positions(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The group of some bytes.
   *
   * @throws LogUnavailableException if a newer version wrote them, or somebody else did
   */
  static OrderGroup read(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new LogUnavailableException("a record of the topic of order is empty" + NOT_OURS);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new LogUnavailableException(
            "a record of the topic of order has format "
                + version
                + ", this Ringwatch knows "
                + VERSION
                + " only: start the version that wrote it");
      }
      OrderGroup group = read(in);
      if (in.read() >= 0) {
        throw new IllegalArgumentException("it goes on behind its end");
      }
      return group;
    } catch (IOException e) {
      throw new LogUnavailableException("a record of the topic of order is cut off" + NOT_OURS, e);
    } catch (IllegalArgumentException e) {
      throw new LogUnavailableException(
          "a record of the topic of order is damaged (" + e.getMessage() + ")" + NOT_OURS, e);
    }
  }

  private static OrderGroup read(DataInputStream in) throws IOException {
    UUID logId = readId(in);
    UUID eventsTopic = readId(in);
    long firstSeq = in.readLong();
    List<OrderGroup.Range> ranges = new ArrayList<>();
    for (int left = readCount(in); left > 0; left--) {
      ranges.add(
          new OrderGroup.Range(
              in.readInt(), in.readLong(), in.readLong(), in.readInt(), readOffsets(in)));
    }
    List<ControlRecord> controls = new ArrayList<>();
    for (int left = readCount(in); left > 0; left--) {
      controls.add(new ControlRecord(readText(in), new Tick(in.readLong()), readText(in)));
    }
    return new OrderGroup(logId, eventsTopic, firstSeq, ranges, controls, readOffsets(in));
  }

  private static void writeId(UUID id, DataOutputStream out) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static UUID readId(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }

  private static void writeOffsets(List<Long> offsets, DataOutputStream out) throws IOException {
    out.writeInt(offsets.size());
    for (long offset : offsets) {
      out.writeLong(offset);
    }
  }

  private static List<Long> readOffsets(DataInputStream in) throws IOException {
    List<Long> offsets = new ArrayList<>();
    for (int left = readCount(in); left > 0; left--) {
      offsets.add(in.readLong());
    }
    return offsets;
  }

  private static int readCount(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0) {
      throw new IllegalArgumentException("it has " + count + " of something");
    }
    return count;
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(readCount(in)), StandardCharsets.UTF_8);
  }
}
