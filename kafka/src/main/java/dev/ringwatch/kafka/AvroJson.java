package dev.ringwatch.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes one Avro record as JSON. Nothing that the bytes say is believed before it has been looked
 * at: a length is held against what is left of them, and what comes out is bounded, as is how deep
 * it goes. Used by one thread.
 */
final class AvroJson {

  /** The longest text of an event, as of a line of JSON. */
  private static final int MAX_BYTES = 1 << 20;

  private static final int MAX_DEPTH = 32;

  /** Larger than any number of money; what is longer would take long to write in decimal. */
  private static final int MAX_DECIMAL_BYTES = 64;

  private static final JsonFactory FACTORY = new JsonFactory();

  private final BinaryDecoder in;
  private final JsonGenerator json;

  /** How much may come out still. */
  private long left = MAX_BYTES;

  private AvroJson(BinaryDecoder in, JsonGenerator json) {
    this.in = in;
    this.json = json;
  }

  /**
   * The record that begins at an offset and ends with the bytes.
   *
   * @throws IllegalArgumentException if it is none of this schema; the message is the reason
   */
  static byte[] write(Schema schema, byte[] bytes, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 * (bytes.length - from) + 64);
    BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, null);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      AvroJson writing = new AvroJson(in, json);
      writing.event(schema);
      if (writing.available() > 0) {
        throw new IllegalArgumentException(
            "holds " + writing.available() + " bytes behind its Avro record");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "is no Avro record of its schema: it is cut off or damaged", e);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("has a time that is none: " + e.getMessage(), e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("cannot be read as Avro: " + e.getOriginalMessage(), e);
    }
    return out.toByteArray();
  }

  /** A field without a value is left out, as one writes JSON. */
  private void event(Schema schema) throws IOException {
    json.writeStartObject();
    for (Schema.Field field : schema.getFields()) {
      Schema given = chosen(field.schema());
      if (given.getType() != Schema.Type.NULL) {
        name(field.name());
        value(given, 1);
      }
    }
    json.writeEndObject();
  }

  /** The branch of a union that comes now; anything else is itself. */
  private Schema chosen(Schema schema) throws IOException {
    if (schema.getType() != Schema.Type.UNION) {
      return schema;
    }
    int branch = in.readIndex();
    if (branch < 0 || branch >= schema.getTypes().size()) {
      throw new IllegalArgumentException("names a branch of a union that its schema does not have");
    }
    return schema.getTypes().get(branch);
  }

  private void name(String name) {
    spend(name.length());
    json.writeName(name);
  }

  private void value(Schema schema, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("goes more than " + MAX_DEPTH + " values deep");
    }
    spend(0);
    switch (schema.getType()) {
      case NULL -> json.writeNull();
      case BOOLEAN -> json.writeBoolean(truth());
      case INT -> number(schema, in.readInt());
      case LONG -> number(schema, in.readLong());
      case FLOAT -> fraction(in.readFloat());
      case DOUBLE -> fraction(in.readDouble());
      case STRING -> json.writeString(text());
      case BYTES -> bytes(schema, bytes(length()));
      case FIXED -> bytes(schema, bytes(fixed(schema)));
      case ENUM -> json.writeString(symbol(schema));
      case UNION -> value(chosen(schema), depth + 1);
      case RECORD -> fields(schema, depth);
      case ARRAY -> items(schema.getElementType(), depth);
      case MAP -> entries(schema.getValueType(), depth);
    }
  }

  private void fields(Schema schema, int depth) throws IOException {
    json.writeStartObject();
    for (Schema.Field field : schema.getFields()) {
      name(field.name());
      value(field.schema(), depth + 1);
    }
    json.writeEndObject();
  }

  private void items(Schema item, int depth) throws IOException {
    json.writeStartArray();
    for (long count = block(); count > 0; count = block()) {
      for (long each = 0; each < count; each++) {
        value(item, depth + 1);
      }
    }
    json.writeEndArray();
  }

  private void entries(Schema entry, int depth) throws IOException {
    json.writeStartObject();
    for (long count = block(); count > 0; count = block()) {
      for (long each = 0; each < count; each++) {
        name(text());
        value(entry, depth + 1);
      }
    }
    json.writeEndObject();
  }

  /** How many values the next block has; 0 behind the last. */
  private long block() throws IOException {
    long count = in.readLong();
    if (count >= 0) {
      return count;
    }
    if (count == Long.MIN_VALUE || in.readLong() < 0) {
      throw new IllegalArgumentException("has a block of a size that is none");
    }
    return -count;
  }

  private boolean truth() throws IOException {
    byte truth = bytes(1)[0];
    if (truth != 0 && truth != 1) {
      throw new IllegalArgumentException("has a truth value that is none");
    }
    return truth == 1;
  }

  private void number(Schema schema, long value) {
    if (schema.getLogicalType() == null) {
      json.writeNumber(value);
    } else {
      AvroTimes.text(schema.getLogicalType().getName(), value)
          .ifPresentOrElse(json::writeString, () -> json.writeNumber(value));
    }
  }

  private void fraction(float value) {
    if (Float.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(String.valueOf(value));
    }
  }

  /** JSON has no number that is none. */
  private void fraction(double value) {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(String.valueOf(value));
    }
  }

  private void bytes(Schema schema, byte[] value) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      if (value.length == 0 || value.length > MAX_DECIMAL_BYTES) {
        throw new IllegalArgumentException("has a decimal of " + value.length + " bytes");
      }
      json.writeNumber(new BigDecimal(new BigInteger(value), decimal.getScale()));
    } else {
      json.writeString(Base64.getEncoder().encodeToString(value));
    }
  }

  private String symbol(Schema schema) throws IOException {
    int symbol = in.readEnum();
    if (symbol < 0 || symbol >= schema.getEnumSymbols().size()) {
      throw new IllegalArgumentException("names a symbol that its schema does not have");
    }
    return schema.getEnumSymbols().get(symbol);
  }

  private String text() throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes(length())))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("holds text that is not UTF-8", e);
    }
  }

  private int length() throws IOException {
    return allowed(in.readLong());
  }

  private int fixed(Schema schema) throws IOException {
    return allowed(schema.getFixedSize());
  }

  private int allowed(long length) throws IOException {
    if (length < 0 || length > available()) {
      throw new IllegalArgumentException(
          "names a length of " + length + ", where " + available() + " bytes are left");
    }
    spend(length);
    return (int) length;
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFixed(bytes);
    return bytes;
  }

  private int available() throws IOException {
    return in.inputStream().available();
  }

  private void spend(long bytes) {
    left -= 1 + bytes;
    if (left < 0) {
      throw new IllegalArgumentException("is longer than " + MAX_BYTES + " bytes");
    }
  }
}
