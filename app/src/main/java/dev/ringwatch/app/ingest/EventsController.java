package dev.ringwatch.app.ingest;

import dev.ringwatch.app.access.ApiCaller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/events}. */
@RestController
final class EventsController {

  private final Ingest ingest;

  EventsController(Ingest ingest) {
    this.ingest = ingest;
  }

  /** The body is read as it comes, by our own decoder: whatever its content type says. */
  @PostMapping("/v1/events")
  ResponseEntity<Receipt> post(
      HttpServletRequest request, @AuthenticationPrincipal ApiCaller caller) throws IOException {
    Receipt receipt = ingest.receive(request.getInputStream(), caller);
    return ResponseEntity.accepted()
        .header(EventsHeader.FROM, ingest.earliest().toString())
        .body(receipt);
  }
}
