package dev.ringwatch.app.key;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.postgres.ApiKey;
import dev.ringwatch.postgres.ApiKeyRequest;
import dev.ringwatch.postgres.ApiKeys;
import dev.ringwatch.postgres.IssuedApiKey;
import dev.ringwatch.postgres.Scope;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the command line and the pages do with API keys: every change is checked, and recorded in
 * its own transaction. Safe for threads.
 */
public final class KeyDesk {

  private final ApiKeys keys;
  private final Audit audit;
  private final InstantSource clock;

  /**
   * A desk for these keys.
   *
   * @param clock says from when on a key holds for its days
   */
  public KeyDesk(ApiKeys keys, Audit audit, InstantSource clock) {
    this.keys = keys;
    this.audit = audit;
    this.clock = clock;
  }

  /** All of them, revoked and expired ones too, the newest first. */
  public List<ApiKey> list() throws SQLException {
    return keys.list();
  }

  /** The same for somebody, which is recorded. */
  public List<ApiKey> look(Who who) throws SQLException {
    audit.record(who, AuditAction.KEY_LOOK, "", Audit.DONE, Map.of());
    return keys.list();
  }

  /**
   * Makes a key; its secret is in the answer and nowhere else.
   *
   * @throws RefusedKeyException if there cannot be such a key
   */
  public IssuedApiKey create(Who who, WantedKey wanted) throws SQLException {
    ApiKeyRequest request = wanted.request(clock.instant());
    return audit.change((connection, record) -> {
      IssuedApiKey made = keys.create(connection, request);
      record.accept(Audit.done(who, AuditAction.KEY_CREATE, id(made), allowed(made.key())));
      return made;
    });
  }

  private static Map<String, String> allowed(ApiKey key) {
    Map<String, String> allowed = new TreeMap<>();
    allowed.put("name", key.name());
    allowed.put("scopes", scopes(key));
    allowed.put("source", Objects.requireNonNullElse(key.source(), ""));
    allowed.put("accounts", Objects.requireNonNullElse(key.accountPrefix(), ""));
    allowed.put("expires_at", Objects.toString(key.expiresAt(), ""));
    return allowed;
  }

  /** The words of a key's scopes, in order, with commas between. */
  public static String scopes(ApiKey key) {
    return String.join(",", new TreeSet<>(key.scopes().stream().map(Scope::word).toList()));
  }

  /**
   * Makes a key that may do what another may, and ends that one after a while.
   *
   * @throws RefusedKeyException if there is no such key, or it does not hold
   */
  public IssuedApiKey rotate(Who who, long id, Duration overlap) throws SQLException {
    Optional<IssuedApiKey> made =
        audit.change((connection, record) -> {
          Optional<IssuedApiKey> issued = keys.rotate(connection, id, overlap);
          issued.ifPresent(next ->
              record.accept(
                  Audit.done(
                      who,
                      AuditAction.KEY_ROTATE,
                      Long.toString(id),
                      Map.of(
                          "new_key", id(next),
                          "overlap_hours", Long.toString(overlap.toHours())))));
          return issued;
        });
    return made.orElseThrow(() -> nothing(id));
  }

  /**
   * Ends a key.
   *
   * @throws RefusedKeyException if there is no such key, or it was revoked before
   */
  public void revoke(Who who, long id) throws SQLException {
    boolean revoked =
        audit.change(
            who,
            AuditAction.KEY_REVOKE,
            Long.toString(id),
            Map.of(),
            connection -> keys.revoke(connection, id));
    if (!revoked) {
      throw nothing(id);
    }
  }

  private static RefusedKeyException nothing(long id) {
    return new RefusedKeyException("there is no key " + id + " that holds");
  }

  private static String id(IssuedApiKey issued) {
    return Long.toString(issued.key().id());
  }
}
