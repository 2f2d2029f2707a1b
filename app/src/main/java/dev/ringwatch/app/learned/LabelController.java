package dev.ringwatch.app.learned;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/labels}: whom to decide about next, and what each hundred verdicts bought. */
@RestController
final class LabelController {

  private final LabelReader reader;
  private final Audit audit;

  LabelController(LabelReader reader, Audit audit) {
    this.reader = reader;
    this.audit = audit;
  }

  /** Both. */
  @GetMapping("/v1/labels")
  LabelReader.Worth labels(HttpServletRequest request) {
    LabelReader.Worth worth = BlendReader.asked(reader::look);
    audit.record(Who.of(request), AuditAction.LABEL_LIST, "", Audit.DONE, Map.of());
    return worth;
  }
}
