package dev.ringwatch.app.account;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.event.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/accounts/{id}}. */
@RestController
final class AccountsController {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LiveAccounts accounts;

  AccountsController(LiveAccounts accounts) {
    this.accounts = accounts;
  }

  /** What is known of an account at this moment. */
  @GetMapping("/v1/accounts/{id}")
  ResponseEntity<?> byPath(@PathVariable String id, HttpServletRequest request) {
    return account(id, request);
  }

  /** The same for ids that do not fit into a path, such as one with a slash. */
  @GetMapping(value = "/v1/accounts", params = "id")
  ResponseEntity<?> byQuery(@RequestParam String id, HttpServletRequest request) {
    return account(id, request);
  }

  private ResponseEntity<?> account(String id, HttpServletRequest request) {
    if (id.isEmpty()) {
      return notFound(id);
    }
    Optional<AccountView> view = accounts.look(Who.of(request), new AccountId(id), 0, PATIENCE);
    return view.<ResponseEntity<?>>map(ResponseEntity::ok).orElseGet(() -> notFound(id));
  }

  private static ResponseEntity<?> notFound(String id) {
    String detail = "no event of the account " + id + " was seen";
    return ResponseEntity.of(ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, detail))
        .build();
  }
}
