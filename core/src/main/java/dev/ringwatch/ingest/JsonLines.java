package dev.ringwatch.ingest;

import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the rows of a file with one JSON object a line (NDJSON). A broken line costs nothing but
 * itself. Used by one thread.
 */
final class JsonLines implements RowSource {

  private final UsableLines lines;
  private final JsonFactory factory;
  private final JsonObjects objects;

  JsonLines(Content content, ColumnNames names, DecodeLimits limits, Consumer<Rejected> rejected) {
    this.lines = new UsableLines(content, limits.maxLineBytes(), rejected);
    this.factory = JsonErrors.factory(limits);
    this.objects = new JsonObjects(factory, names, limits);
  }

  @Override
  public boolean next(Row row) throws IOException {
    while (lines.next()) {
      String problem = read(row);
      if (problem.isEmpty()) {
        return true;
      }
      lines.reject(problem);
    }
    return false;
  }

  @Override
  public long line() {
    return lines.current().line();
  }

  @Override
  public String text() {
    return lines.current().text();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private String read(Row row) {
    LineReader line = lines.current();
    int length = line.to() - line.from();
    try (JsonParser parser =
        factory.createParser(ObjectReadContext.empty(), line.bytes(), line.from(), length)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        return "is not a JSON object";
      }
      if (!objects.read(parser, row)) {
        return objects.problem();
      }
      return parser.nextToken() == null ? "" : "has something after the JSON object";
    } catch (JacksonException e) {
      return JsonErrors.reason(e);
    }
  }
}
