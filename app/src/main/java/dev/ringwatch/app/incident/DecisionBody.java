package dev.ringwatch.app.incident;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what somebody decides out of a request's body: a JSON object with texts. */
final class DecisionBody {

  /** The longest text. */
  static final int MOST_CHARACTERS = 1_000;

  private static final int MOST_BYTES = 1 << 16;

  private DecisionBody() {}

  /**
   * The text of a field, without blanks around it; empty if there is none.
   *
   * @throws ResponseStatusException if the body is no JSON object, or the field no text that can be
   *     kept
   */
  static Optional<String> text(JsonMapper json, HttpServletRequest request, String field)
      throws IOException {
    return text(object(json, request), field, MOST_CHARACTERS);
  }

  /** The same of an object. */
  static Optional<String> text(JsonNode body, String field, int mostCharacters) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    String text = value.isString() ? value.stringValue().strip() : "\0";
    if (text.length() > mostCharacters || text.indexOf(0) >= 0) {
      throw new ResponseStatusException(
          HttpStatus.UNPROCESSABLE_CONTENT,
          field + " must be a text of at most " + mostCharacters + " characters, without NUL");
    }
    return Optional.of(text).filter(said -> !said.isEmpty());
  }

  /** The object that a body is. */
  static JsonNode object(JsonMapper json, HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
    try {
      JsonNode body = bytes.length > MOST_BYTES ? null : json.readTree(bytes);
      if (body != null && body.isObject()) {
        return body;
      }
    } catch (JacksonException e) {
      // It is refused as any other that is none.
    }
    throw new ResponseStatusException(
        HttpStatus.BAD_REQUEST, "the body is no JSON object of at most " + MOST_BYTES + " bytes");
  }
}
