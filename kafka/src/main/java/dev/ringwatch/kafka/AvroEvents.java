package dev.ringwatch.kafka;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Turns events that a platform wrote as Avro into the JSON that they say, so that all rules of
 * input hold for them: names mean what they mean anywhere, and what no column is called is an
 * attribute. An event is read with the schema that it was written with, which comes before it: as a
 * fingerprint (single-object encoding) or as a number (as schema registries have it). Used by one
 * thread.
 */
final class AvroEvents {

  /** Begins a value in single-object encoding: two bytes, then the fingerprint. */
  private static final byte[] MARKER = {(byte) 0xC3, 0x01};

  /** Begins a value that names its schema by a number. */
  private static final byte MAGIC = 0;

  private static final int FINGERPRINT_BODY = MARKER.length + Long.BYTES;
  private static final int NUMBER_BODY = 1 + Integer.BYTES;

  private final AvroSchemas schemas;

  /**
   * With Ringwatch's own schema, and those of a directory.
   *
   * @throws IllegalArgumentException if a file in it is no schema of an event
   */
  AvroEvents(Optional<Path> directory) {
    schemas = new AvroSchemas(directory);
  }

  /** Whether a value begins as Avro does, and as JSON never does. */
  static boolean isMeant(byte[] value) {
    return isMarked(value) || (value.length > 0 && value[0] == MAGIC);
  }

  private static boolean isMarked(byte[] value) {
    return value.length >= MARKER.length && value[0] == MARKER[0] && value[1] == MARKER[1];
  }

  /**
   * The event as one JSON object. O(its length).
   *
   * @throws IllegalArgumentException if it is none; the message is the reason
   */
  byte[] json(byte[] value) {
    int body = isMarked(value) ? FINGERPRINT_BODY : NUMBER_BODY;
    if (value.length < body) {
      throw new IllegalArgumentException("is cut off before its Avro schema is named");
    }
    return AvroJson.write(isMarked(value) ? marked(value) : numbered(value), value, body);
  }

  private Schema marked(byte[] value) {
    long fingerprint = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(MARKER.length);
    return schemas
        .withFingerprint(fingerprint)
        .orElseThrow(() ->
            new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "its Avro schema with the fingerprint %016x is not known: %s",
                    fingerprint,
                    schemas.advice())));
  }

  private Schema numbered(byte[] value) {
    int number = ByteBuffer.wrap(value).getInt(1);
    return schemas
        .withNumber(number)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "its Avro schema with the number "
                    + Integer.toUnsignedString(number)
                    + " is not known: "
                    + schemas.advice()));
  }
}
