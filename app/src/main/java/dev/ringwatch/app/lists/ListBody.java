package dev.ringwatch.app.lists;

import dev.ringwatch.postgres.ListEntry;
import dev.ringwatch.postgres.ListKind;
import dev.ringwatch.postgres.ListedWhat;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads entries out of a request's body: one JSON object, or an array of them. All or none. */
final class ListBody {

  /** The most entries of one request. */
  static final int MAX_ENTRIES = 1_000;

  /** Room for so many with values and reasons of common lengths. */
  static final int MAX_BYTES = 2 << 20;

  private static final Set<String> FIELDS = Set.of("what", "value", "reason", "expires_at");

  private final JsonMapper json;
  private final ListKind kind;
  private final String createdBy;
  private final Instant now;

  /** A body of entries for a list. */
  ListBody(JsonMapper json, ListKind kind, String createdBy, Instant now) {
    this.json = json;
    this.kind = kind;
    this.createdBy = createdBy;
    this.now = now.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * The entries.
   *
   * @throws UnusableListRequestException if the body is no JSON, too large, or one of the entries
   *     cannot be; it says which
   */
  List<ListEntry> read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw tooLarge("the body is larger than " + MAX_BYTES + " bytes");
    }
    JsonNode body = tree(bytes);
    if (!body.isArray()) {
      return List.of(entry(body, ""));
    }
    if (body.size() > MAX_ENTRIES) {
      throw tooLarge("a request may bring at most " + MAX_ENTRIES + " entries");
    }
    List<ListEntry> entries = new ArrayList<>(body.size());
    Set<String> seen = new HashSet<>();
    for (JsonNode one : body) {
      String place = "entry " + entries.size() + ": ";
      ListEntry entry = entry(one, place);
      if (!seen.add(entry.what() + " " + entry.value())) {
        throw refused(place + entry.what().word() + " " + entry.value() + " is there twice");
      }
      entries.add(entry);
    }
    return entries;
  }

  private JsonNode tree(byte[] bytes) {
    JsonNode body;
    try {
      body = json.readTree(bytes);
    } catch (JacksonException e) {
      throw notJson();
    }
    if (!body.isObject() && !body.isArray()) {
      throw notJson();
    }
    return body;
  }

  private ListEntry entry(JsonNode node, String place) {
    if (!node.isObject()) {
      throw refused(place + "it is no JSON object");
    }
    for (String name : node.propertyNames()) {
      if (!FIELDS.contains(name)) {
        throw refused(
            place + "there is no field " + name + "; there are what, value, reason, expires_at");
      }
    }
    ListedWhat what = what(text(node, "what", place)).orElseThrow(() -> refused(place + WHICH));
    String value =
        what.value(text(node, "value", place))
            .orElseThrow(() -> refused(place + "value is empty, or a word for nothing"));
    try {
      return new ListEntry(
          kind, what, value, text(node, "reason", place).strip(), createdBy, now, end(node, place));
    } catch (IllegalArgumentException e) {
      throw refused(place + e.getMessage());
    }
  }

  /** Which fields there are. */
  static final String WHICH = "what must be account, device, ip or payment";

  private static Optional<ListedWhat> what(String word) {
    return ListedWhat.of(word);
  }

  private static String text(JsonNode node, String name, String place) {
    JsonNode value = node.path(name);
    if (!value.isString()) {
      throw refused(place + name + (value.isMissingNode() ? " is missing" : " is no text"));
    }
    return value.stringValue();
  }

  private static @Nullable Instant end(JsonNode node, String place) {
    if (node.path("expires_at").isMissingNode() || node.path("expires_at").isNull()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text(node, "expires_at", place))
          .toInstant()
          .truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      throw refused(place + "expires_at is no time such as 2027-01-31T12:00:00Z");
    }
  }

  private static UnusableListRequestException notJson() {
    return new UnusableListRequestException(
        HttpStatus.BAD_REQUEST, "the body is not JSON: send an object, or an array of objects");
  }

  private static UnusableListRequestException tooLarge(String why) {
    return new UnusableListRequestException(HttpStatus.CONTENT_TOO_LARGE, why);
  }

  private static UnusableListRequestException refused(String why) {
    return new UnusableListRequestException(HttpStatus.UNPROCESSABLE_CONTENT, why);
  }
}
