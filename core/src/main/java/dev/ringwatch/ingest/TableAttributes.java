package dev.ringwatch.ingest;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Takes the attributes out of a table's column {@code attributes}, which holds a JSON object of
 * texts, numbers and truths, as archives have it. Anything else that such a column holds stays one
 * attribute. Used by one thread.
 */
final class TableAttributes {

  /** What the column is called. */
  static final String COLUMN = "attributes";

  private final JsonFactory factory;

  TableAttributes(DecodeLimits limits) {
    factory = JsonErrors.factory(limits);
  }

  /**
   * Adds the attributes that an object between two offsets of a buffer has, each with its value
   * behind what is in the buffer; the row is moved to where the buffer lies then.
   *
   * @return false, and nothing added, if it is no such object
   */
  boolean unfold(Utf8Buffer buffer, int from, int to, Row row) {
    int before = row.attributes();
    try (JsonParser parser =
        factory.createParser(ObjectReadContext.empty(), buffer.bytes(), from, to - from)) {
      // The parser keeps the bytes that it was given, also where the buffer moves on.
      if (parser.nextToken() == JsonToken.START_OBJECT
          && readAll(parser, buffer, row)
          && parser.nextToken() == null) {
        row.moveTo(buffer.bytes());
        return true;
      }
    } catch (JacksonException e) {
      // It is no JSON, which is nothing wrong with a text.
    }
    row.keepAttributes(before);
    row.moveTo(buffer.bytes());
    return false;
  }

  private static boolean readAll(JsonParser parser, Utf8Buffer buffer, Row row) {
    boolean usable = true;
    while (usable && parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_NULL) {
        continue;
      }
      int start = buffer.length();
      usable =
          !value.isStructStart()
              && buffer.append(
                  parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
      row.addAttribute(name, start, buffer.length());
    }
    return usable;
  }
}
