package dev.ringwatch.app.ring;

import dev.ringwatch.app.audit.Who;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/rings}. */
@RestController
final class RingListController {

  private final Looks looks;

  RingListController(Looks looks) {
    this.looks = looks;
  }

  /**
   * A page of rings.
   *
   * @param rings the worst first, or of those that ended the last
   * @param next the cursor of the next page; null if there is none
   */
  record PageView(List<RingView> rings, @Nullable String next) {}

  /** Rings that live, or that have ended. */
  @GetMapping("/v1/rings")
  PageView list(HttpServletRequest request) {
    RingQuery.Page page = RingQuery.of(request).look(looks, Who.of(request));
    return new PageView(page.rings().stream().map(RingView::of).toList(), page.next());
  }
}
