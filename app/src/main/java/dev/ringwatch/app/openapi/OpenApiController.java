package dev.ringwatch.app.openapi;

import dev.ringwatch.app.command.Version;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /v1/openapi.json}. */
@RestController
final class OpenApiController {

  private final byte[] document;

  OpenApiController(JsonMapper json) {
    document = json.writeValueAsBytes(ApiDocument.read(Version.text()));
  }

  /** The description of every route under {@code /v1}, and of health. */
  @GetMapping(value = "/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] document() {
    return document;
  }
}
