package dev.ringwatch.app.incident;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody decides, as a request's body says it: a JSON object of texts and numbers. */
public final class BodyFields {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode body;

  private BodyFields(JsonNode body) {
    this.body = body;
  }

  /**
   * Reads a body.
   *
   * @param names the fields that there are
   * @throws ResponseStatusException if it is no JSON object, or has another field
   */
  public static BodyFields of(HttpServletRequest request, List<String> names) throws IOException {
    JsonNode body = DecisionBody.object(JSON, request);
    for (String name : body.propertyNames()) {
      if (!names.contains(name)) {
        throw refused("there is no field " + name + "; there are " + String.join(", ", names));
      }
    }
    return new BodyFields(body);
  }

  /**
   * A text, without blanks around it; empty if there is none.
   *
   * @throws ResponseStatusException if the field is no text that can be kept
   */
  public Optional<String> text(String name) {
    return DecisionBody.text(body, name, DecisionBody.MOST_CHARACTERS);
  }

  /** A number; empty if there is none. */
  public OptionalDouble number(String name) {
    JsonNode value = body.path(name);
    return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
  }

  /** That what is said cannot be. */
  public static ResponseStatusException refused(String why) {
    return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, why);
  }
}
