package dev.ringwatch.app.verdict;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.verdict.VerdictViews.AppealPage;
import dev.ringwatch.app.verdict.VerdictViews.AppealView;
import dev.ringwatch.postgres.verdict.Appeals;
import dev.ringwatch.postgres.verdict.KeptAppeal;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/appeals}: what is said against verdicts, and what becomes of it. */
@RestController
final class AppealsController {

  private static final String LIST = "appeals";
  private static final int MAX_BODY = 1 << 17;

  private final VerdictDesk desk;
  private final Appeals appeals;
  private final Audit audit;
  private final JsonMapper json;

  AppealsController(VerdictDesk desk, Appeals appeals, Audit audit, JsonMapper json) {
    this.desk = desk;
    this.appeals = appeals;
    this.audit = audit;
    this.json = json;
  }

  /** Enters an appeal against the verdict that stands about an account. */
  @PostMapping("/v1/appeals")
  AppealView open(HttpServletRequest request) throws IOException {
    JsonNode body = VerdictBody.tree(json, request.getInputStream(), MAX_BODY);
    String account = text(body, "account", VerdictSubject.MAX_LENGTH);
    String text = text(body, "text", Appeals.MAX_TEXT);
    return VerdictReader.asked(() -> {
      long id = desk.appeal(Who.of(request), account, text);
      return AppealView.of(appeals.find(id).orElseThrow());
    });
  }

  private static String text(JsonNode body, String name, int maxLength) {
    JsonNode value = body.path(name);
    String text = value.isString() ? value.stringValue() : "";
    if (text.isBlank() || text.length() > maxLength || text.indexOf(0) >= 0) {
      throw new ResponseStatusException(
          HttpStatus.UNPROCESSABLE_CONTENT,
          name + " is a text of 1 to " + maxLength + " characters, without NUL");
    }
    return text;
  }

  /** A page of appeals, the newest first. */
  @GetMapping("/v1/appeals")
  AppealPage page(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of("state", "account"));
    KeptAppeal.@Nullable State state = VerdictQuery.word(parameters, "state", KeptAppeal.State::of);
    String account =
        parameters.text("account").map(one -> VerdictQuery.keepable("account", one)).orElse(null);
    long before = VerdictQuery.place(parameters, LIST, Long.MAX_VALUE);
    int limit = parameters.limit();
    List<KeptAppeal> page = VerdictReader.asked(() -> appeals.page(state, account, before, limit));
    Map<String, String> details = new TreeMap<>(parameters.asked());
    details.put(LIST, Integer.toString(page.size()));
    audit.record(Who.of(request), AuditAction.APPEAL_LIST, "", Audit.DONE, details);
    long last = page.isEmpty() ? 0 : page.getLast().id();
    return new AppealPage(
        page.stream().map(AppealView::of).toList(),
        VerdictQuery.next(LIST, page.size(), limit, last));
  }
}
