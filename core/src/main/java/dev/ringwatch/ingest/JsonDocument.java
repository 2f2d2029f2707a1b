package dev.ringwatch.ingest;

import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the rows of a JSON array of objects, or of objects that go on over several lines. Here
 * broken JSON ends the reading, as nothing tells where the next object would begin. Used by one
 * thread.
 */
final class JsonDocument implements RowSource {

  private final Content content;
  private final Consumer<Rejected> rejected;
  private final JsonParser parser;
  private final JsonObjects objects;
  private Row current = new Row();
  private long line;
  private boolean ended;

  JsonDocument(
      Content content, ColumnNames names, DecodeLimits limits, Consumer<Rejected> rejected) {
    this.content = content;
    this.rejected = rejected;
    JsonFactory factory = JsonErrors.factory(limits);
    this.parser = factory.createParser(ObjectReadContext.empty(), content);
    this.objects = new JsonObjects(factory, names, limits);
  }

  @Override
  public boolean next(Row row) throws IOException {
    current = row;
    try {
      while (!ended) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          end("");
        } else if (read(token, row)) {
          return true;
        }
      }
      return false;
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (JacksonException e) {
      line = e.getLocation() == null ? line : e.getLocation().getLineNr();
      end(JsonErrors.reason(e) + "; nothing behind it could be read");
      return false;
    }
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Column column : Column.values()) {
      if (current.has(column)) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(column.label())
            .append(": ")
            .append(TextPool.text(current.bytes(), current.from(column), current.to(column)));
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  /** Reads an object; false if the token begins none, or if the object was rejected. */
  private boolean read(JsonToken token, Row row) {
    boolean frame =
        parser.streamReadContext().getNestingDepth() <= 1
            && (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY);
    if (frame) {
      return false;
    }
    line = parser.currentTokenLocation().getLineNr();
    if (token == JsonToken.START_OBJECT) {
      if (objects.read(parser, row)) {
        return true;
      }
      rejected.accept(new Rejected(line, objects.problem(), text()));
    } else {
      row.reset(new byte[0]);
      parser.skipChildren();
      rejected.accept(new Rejected(line, "is not a JSON object", token.toString()));
    }
    return false;
  }

  private void end(String reason) {
    ended = true;
    String why =
        content.damage().map(damage -> damage + "; nothing behind it could be read").orElse(reason);
    if (!why.isEmpty()) {
      rejected.accept(new Rejected(Math.max(line, 1), why, ""));
    }
  }
}
