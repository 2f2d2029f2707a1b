package dev.ringwatch.postgres.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is hashed, byte for byte; docs/audit.md says the same to others. Numbers are 8 bytes, big
 * endian; a text is the number of its UTF-8 bytes in 4 bytes, then these.
 */
final class RowEncoding {

  /** The first text of every row, so that nothing else that is hashed can be taken for a row. */
  private static final String FORMAT = "ringwatch audit 1";

  private RowEncoding() {}

  /** An object's id as it is committed to: its UTF-8. */
  static byte[] object(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  /** Details as they are committed to: name and value by turns, by name in the order of bytes. */
  static byte[] details(Map<String, String> details) {
    List<byte[]> names = new ArrayList<>();
    details.keySet().forEach(name -> names.add(name.getBytes(StandardCharsets.UTF_8)));
    names.sort(Arrays::compareUnsigned);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] name : names) {
      text(out, name);
      String value = details.get(new String(name, StandardCharsets.UTF_8));
      text(out, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  /** The hash of a row, whatever hash it says itself. */
  static Sha256 hash(AuditRow row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    text(out, FORMAT);
    out.writeBytes(row.previousHash().bytes());
    number(out, row.seq());
    number(out, ChronoUnit.MICROS.between(Instant.EPOCH, row.at()));
    text(out, row.actorKind());
    text(out, row.actorId());
    text(out, row.action());
    text(out, row.objectKind());
    text(out, row.outcome());
    text(out, row.requestId());
    out.writeBytes(row.object().commitment().bytes());
    out.writeBytes(row.details().commitment().bytes());
    return Sha256.digest(out.toByteArray());
  }

  private static void number(ByteArrayOutputStream out, long number) {
    out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  private static void text(ByteArrayOutputStream out, String text) {
    text(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void text(ByteArrayOutputStream out, byte[] utf8) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
    out.writeBytes(utf8);
  }
}
