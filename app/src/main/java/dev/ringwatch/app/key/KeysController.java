package dev.ringwatch.app.key;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.ApiKey;
import dev.ringwatch.postgres.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/keys}. */
@RestController
final class KeysController {

  private final KeyDesk desk;

  KeysController(KeyDesk desk) {
    this.desk = desk;
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
    try {
      return desk.look(Who.of(request)).stream().map(KeyView::of).toList();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }
}
