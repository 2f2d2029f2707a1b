package dev.ringwatch.ingest;

import java.io.StringWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Copies the fields of a JSON object into a row. The object {@code attributes} is flattened; any
 * other object or array stays JSON text. Used by one thread.
 */
final class JsonObjects {

  private static final String ATTRIBUTES = "attributes";

  /** A log has some dozens of field names; a hostile one is forgotten. */
  private static final int MAX_KNOWN_NAMES = 4_096;

  private final JsonFactory factory;
  private final ColumnNames names;
  private final DecodeLimits limits;
  private final Map<String, List<ColumnNames.Match>> known = new HashMap<>();
  private final int[] ranks = new int[Column.COUNT];
  private final String[] usedNames = new String[Column.COUNT];
  private final int[] starts = new int[Column.COUNT];
  private final int[] ends = new int[Column.COUNT];
  private final Utf8Buffer buffer = new Utf8Buffer();
  private String problem = "";

  JsonObjects(JsonFactory factory, ColumnNames names, DecodeLimits limits) {
    this.factory = factory;
    this.names = names;
    this.limits = limits;
  }

  /**
   * Reads the object whose opening brace is the current token; false, with a {@link #problem}, if
   * it cannot be an event.
   */
  boolean read(JsonParser parser, Row row) {
    buffer.clear();
    problem = "";
    row.reset(buffer.bytes());
    Arrays.fill(ranks, Integer.MAX_VALUE);
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      readField(name, parser.nextToken(), parser, row);
    }
    row.moveTo(buffer.bytes());
    row.markClean(
        buffer.isPlain() && buffer.length() <= limits.maxFieldChars() && row.attributes() == 0);
    return problem.isEmpty();
  }

  /** Why the last object cannot be an event. */
  String problem() {
    return problem;
  }

  private void readField(String name, JsonToken value, JsonParser parser, Row row) {
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    if (value == JsonToken.START_OBJECT && name.equals(ATTRIBUTES)) {
      readAttributes(parser, row);
      return;
    }
    List<ColumnNames.Match> matches = matches(name);
    if (!matches.isEmpty() && value.isStructStart() && problem.isEmpty()) {
      problem =
          name
              + " is "
              + (value == JsonToken.START_OBJECT ? "an object" : "an array")
              + "; give text or a number";
    }
    int start = buffer.length();
    copyValue(value, parser);
    boolean used = false;
    for (ColumnNames.Match match : matches) {
      used |= use(match, name, start, row);
    }
    if (!used) {
      row.addAttribute(name, start, buffer.length());
    }
  }

  /**
   * Takes a value for a column unless a better name already gave one; a worse name's value becomes
   * an attribute.
   */
  private boolean use(ColumnNames.Match match, String name, int start, Row row) {
    int column = match.column().index();
    if (ranks[column] == match.rank() && problem.isEmpty()) {
      problem = name + " comes twice";
    }
    if (ranks[column] <= match.rank()) {
      return false;
    }
    if (ranks[column] != Integer.MAX_VALUE) {
      row.addAttribute(usedNames[column], starts[column], ends[column]);
    }
    ranks[column] = match.rank();
    usedNames[column] = name;
    starts[column] = start;
    ends[column] = buffer.length();
    row.set(match.column(), start, buffer.length());
    return true;
  }

  private void readAttributes(JsonParser parser, Row row) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value != JsonToken.VALUE_NULL) {
        int start = buffer.length();
        copyValue(value, parser);
        row.addAttribute(name, start, buffer.length());
      }
    }
  }

  private void copyValue(JsonToken value, JsonParser parser) {
    if (value.isStructStart()) {
      StringWriter text = new StringWriter();
      try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), text)) {
        generator.copyCurrentStructure(parser);
      }
      append(text.toString().toCharArray(), 0, text.getBuffer().length());
    } else {
      append(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }
  }

  private void append(char[] text, int offset, int length) {
    if (!buffer.append(text, offset, length) && problem.isEmpty()) {
      problem = "holds half a character (an unpaired surrogate)";
    }
  }

  private List<ColumnNames.Match> matches(String name) {
    List<ColumnNames.Match> matches = known.get(name);
    if (matches == null) {
      matches = names.matches(name);
      if (known.size() == MAX_KNOWN_NAMES) {
        known.clear();
      }
      known.put(name, matches);
    }
    return matches;
  }
}
