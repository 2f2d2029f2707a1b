package dev.ringwatch.app.verdict;

import dev.ringwatch.postgres.verdict.NewVerdict;
import dev.ringwatch.postgres.verdict.NewVerdict.Members;
import dev.ringwatch.postgres.verdict.RefusedVerdictsException;
import dev.ringwatch.postgres.verdict.RefusedVerdictsException.Refusal;
import dev.ringwatch.postgres.verdict.VerdictOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads verdicts out of JSON: one object, or an array of them. All or none. */
public final class VerdictBody {

  /** The most verdicts of one request. */
  static final int MAX_VERDICTS = 1_000;

  /** Room for so many with reasons of common lengths. */
  static final int MAX_BYTES = 2 << 20;

  private static final String MEMBERS = "members";
  private static final String ALL = "all";
  private static final JsonMapper LINES =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  private final JsonMapper json;
  private final AbuseTypes types;

  /** Reads JSON. */
  VerdictBody(JsonMapper json, AbuseTypes types) {
    this.json = json;
    this.types = types;
  }

  /**
   * The verdicts of a request.
   *
   * @throws ResponseStatusException if the body is no JSON, or too large
   * @throws RefusedVerdictsException with a sentence for each that cannot be
   */
  List<NewVerdict> read(InputStream in) throws IOException {
    JsonNode body = tree(json, in, MAX_BYTES);
    if (!body.isObject() && !body.isArray()) {
      throw notJson();
    }
    if (body.isArray() && body.size() > MAX_VERDICTS) {
      throw new ResponseStatusException(
          HttpStatus.CONTENT_TOO_LARGE,
          "a request may bring at most " + MAX_VERDICTS + " verdicts");
    }
    List<NewVerdict> verdicts = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    int index = 0;
    for (JsonNode one : body.isArray() ? body : List.of(body)) {
      try {
        verdicts.add(draft(one, UnaryOperator.identity()).made(types, VerdictOrigin.REVIEW));
      } catch (IllegalArgumentException e) {
        refusals.add(new Refusal(index, String.valueOf(e.getMessage())));
      }
      index++;
    }
    if (!refusals.isEmpty()) {
      throw new RefusedVerdictsException(refusals);
    }
    return verdicts;
  }

  /** A body of JSON within a bound. */
  static JsonNode tree(JsonMapper json, InputStream in, int maxBytes) throws IOException {
    byte[] bytes = in.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new ResponseStatusException(
          HttpStatus.CONTENT_TOO_LARGE, "the body is larger than " + maxBytes + " bytes");
    }
    try {
      return json.readTree(bytes);
    } catch (JacksonException e) {
      throw notJson();
    }
  }

  private static ResponseStatusException notJson() {
    return new ResponseStatusException(
        HttpStatus.BAD_REQUEST, "the body is not JSON: send an object, or an array of objects");
  }

  /**
   * What a line of JSON says.
   *
   * @param names makes the name that a field has here of the one that it has there
   * @throws IllegalArgumentException if it is no object, says something that no verdict has, or has
   *     two names that mean the same
   */
  public static VerdictDraft line(String text, UnaryOperator<String> names) {
    try {
      return draft(LINES.readTree(text), names);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is no JSON object that has each name once", e);
    }
  }

  /** That two names of one line or header say the same. */
  public static String sameTwice(String one, String other) {
    return one + " and " + other + " mean the same; keep one";
  }

  private static VerdictDraft draft(JsonNode node, UnaryOperator<String> names) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("it is no JSON object");
    }
    Map<String, String> fields = new HashMap<>();
    Map<String, String> keys = new HashMap<>();
    Members members = Members.NONE;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = names.apply(field.getKey());
      String before = keys.putIfAbsent(name, field.getKey());
      if (before != null) {
        throw new IllegalArgumentException(sameTwice(before, field.getKey()));
      }
      JsonNode value = field.getValue();
      if (name.equals(MEMBERS)) {
        members = members(value);
      } else if (!VerdictDraft.FIELDS.contains(name)) {
        throw new IllegalArgumentException("there is no field " + name);
      } else if (!value.isNull()) {
        fields.put(name, text(name, value));
      }
    }
    return new VerdictDraft(fields, members);
  }

  private static String text(String name, JsonNode value) {
    if (!value.isString() && !(name.equals("inclusion_probability") && value.isNumber())) {
      throw new IllegalArgumentException(name + " is no text");
    }
    return value.asString();
  }

  private static Members members(JsonNode value) {
    if (value.isNull()) {
      return Members.NONE;
    }
    if (value.isString() && value.stringValue().equals(ALL)) {
      return Members.ALL;
    }
    List<String> chosen = new ArrayList<>();
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      if (!one.isString()) {
        throw new IllegalArgumentException("members is \"all\", or an array of accounts");
      }
      chosen.add(one.stringValue());
    }
    if (!value.isArray()) {
      throw new IllegalArgumentException("members is \"all\", or an array of accounts");
    }
    return new Members(false, chosen);
  }
}
