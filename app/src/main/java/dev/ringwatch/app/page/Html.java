package dev.ringwatch.app.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Pages made of templates. */
public final class Html {

  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.ringwatch.app");
  private static final MediaType TYPE = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

  private Html() {}

  /**
   * A page.
   *
   * @param template its template, such as {@code signin/login}
   * @param page what the template shows
   */
  public static ResponseEntity<String> page(HttpStatus status, String template, Object page) {
    StringOutput text = new StringOutput();
    ENGINE.render(template + ".jte", page, text);
    return ResponseEntity.status(status).contentType(TYPE).body(text.toString());
  }

  /** A page that was found. */
  public static ResponseEntity<String> page(String template, Object page) {
    return page(HttpStatus.OK, template, page);
  }
}
