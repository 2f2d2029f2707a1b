package dev.ringwatch.app.key;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.ApiKey;
import dev.ringwatch.postgres.ApiKeys;
import dev.ringwatch.postgres.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/keys}. */
@RestController
final class KeysController {

  private final ApiKeys keys;
  private final Audit audit;

  KeysController(ApiKeys keys, Audit audit) {
    this.keys = keys;
    this.audit = audit;
  }

  /**
   * A key. Names are a contract of the HTTP interface.
   *
   * @param secretStart how its secret begins; null for old keys
   */
  record KeyView(
      long id,
      String name,
      @Nullable String secretStart,
      List<String> scopes,
      @Nullable String source,
      @Nullable String accountPrefix,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable Instant lastUsedAt) {

    static KeyView of(ApiKey key) {
      return new KeyView(
          key.id(),
          key.name(),
          key.secretStart(),
          key.scopes().stream().map(Scope::word).sorted().toList(),
          key.source(),
          key.accountPrefix(),
          key.createdAt(),
          key.expiresAt(),
          key.revokedAt(),
          key.lastUsedAt());
    }
  }

  /** All keys, the newest first. */
  @GetMapping("/v1/keys")
  List<KeyView> list(HttpServletRequest request) {
    audit.record(Who.of(request), AuditAction.KEY_LOOK, "", Audit.DONE, Map.of());
    try {
      return keys.list().stream().map(KeyView::of).toList();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }
}
