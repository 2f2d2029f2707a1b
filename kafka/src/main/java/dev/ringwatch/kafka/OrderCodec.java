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

/** Groups as bytes: a version, then the fields in the order of the records' components. */
final class OrderCodec {

  private static final int VERSION = 1;

  private OrderCodec() {}

  /** The bytes of a group. */
  static byte[] write(OrderGroup group) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(group.logId().getMostSignificantBits());
      out.writeLong(group.logId().getLeastSignificantBits());
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
  static OrderGroup read(byte[] bytes) {
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
      UUID logId = new UUID(in.readLong(), in.readLong());
      long firstSeq = in.readLong();
      List<OrderGroup.Range> ranges = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        ranges.add(
            new OrderGroup.Range(
                in.readInt(), in.readLong(), in.readLong(), in.readInt(), readOffsets(in)));
      }
      List<ControlRecord> controls = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        controls.add(new ControlRecord(readText(in), new Tick(in.readLong()), readText(in)));
      }
      return new OrderGroup(logId, firstSeq, ranges, controls, readOffsets(in));
    } catch (IOException e) {
      throw new LogUnavailableException("a record of the topic of order is cut off", e);
    }
  }

  private static void writeOffsets(List<Long> offsets, DataOutputStream out) throws IOException {
    out.writeInt(offsets.size());
    for (long offset : offsets) {
      out.writeLong(offset);
    }
  }

  private static List<Long> readOffsets(DataInputStream in) throws IOException {
    List<Long> offsets = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      offsets.add(in.readLong());
    }
    return offsets;
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
