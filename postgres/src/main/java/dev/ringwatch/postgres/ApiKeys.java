package dev.ringwatch.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The API keys. Of a secret only the hash and how it begins are stored. Safe for threads. */
public final class ApiKeys {

  private static final String SECRET_PREFIX = "rw_";
  private static final int SHOWN_CHARACTERS = 8;
  private static final Duration USE_RESOLUTION = Duration.ofMinutes(1);

  private static final String COLUMNS =
      "id, name, scopes, source, account_prefix, secret_start, created_at, expires_at, revoked_at,"
          + " last_used_at";

  private final DataSource dataSource;
  private final InstantSource clock;
  private final Secrets secrets = new Secrets();

  /**
   * The keys in a database that has the schema.
   *
   * @param clock says when keys are made, used and expired
   */
  public ApiKeys(DataSource dataSource, InstantSource clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** Makes a key. The secret is in the answer and nowhere else. */
  public IssuedApiKey create(ApiKeyRequest request) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return create(connection, request);
    }
  }

  /** The same on a connection, as part of its transaction. */
  public IssuedApiKey create(Connection connection, ApiKeyRequest request) throws SQLException {
    return insert(connection, request, now(), null);
  }

  /**
   * The key that a secret belongs to, if it is let in now; notes the use, at most once a minute.
   * Any text does the same work, a digest and one look into an index, so that the time it takes
   * tells nothing.
   */
  public Optional<ApiKey> find(String secret) throws SQLException {
    Instant now = now();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM api_keys WHERE secret_hash = ?")) {
      select.setBytes(1, Secrets.hash(secret));
      Optional<ApiKey> key = readAll(select).stream().findFirst();
      if (key.isEmpty() || !key.get().isUsableAt(now)) {
        return Optional.empty();
      }
      noteUse(connection, key.get(), now);
      return key;
    }
  }

  /** All keys, revoked and expired ones too, the newest first. */
  public List<ApiKey> list() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT " + COLUMNS + " FROM api_keys ORDER BY id DESC")) {
      return readAll(select);
    }
  }

  /**
   * Has a key refused from now on.
   *
   * @return whether there was one that was not revoked already
   */
  public boolean revoke(long id) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return revoke(connection, id);
    }
  }

  /** The same on a connection, as part of its transaction. */
  public boolean revoke(Connection connection, long id) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")) {
      Columns.set(update, 1, now());
      update.setLong(2, id);
      return update.executeUpdate() == 1;
    }
  }

  /**
   * Makes a key that is allowed the same as another, which is let in for a while yet. If the old
   * one was made to expire, the new one gets as long a life.
   *
   * @param overlap how long both are let in; zero ends the old one now, and no time lengthens the
   *     life it had
   * @return the new key; empty if there is no such key or it is not let in any more
   */
  public Optional<IssuedApiKey> rotate(long id, Duration overlap) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Optional<IssuedApiKey> issued = rotate(connection, id, overlap);
        connection.commit();
        return issued;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  /** The same on a connection, as part of its transaction. */
  public Optional<IssuedApiKey> rotate(Connection connection, long id, Duration overlap)
      throws SQLException {
    if (overlap.isNegative()) {
      throw new IllegalArgumentException("an overlap must not be negative, not " + overlap);
    }
    Instant now = now();
    Optional<ApiKey> found = lock(connection, id).filter(key -> key.isUsableAt(now));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ApiKey old = found.get();
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE api_keys SET expires_at = least(expires_at, ?) WHERE id = ?")) {
      Columns.set(update, 1, now.plus(overlap));
      update.setLong(2, id);
      update.executeUpdate();
    }
    Instant oldEnd = old.expiresAt();
    Instant newEnd = oldEnd == null ? null : now.plus(Duration.between(old.createdAt(), oldEnd));
    ApiKeyRequest request =
        new ApiKeyRequest(old.name(), old.scopes(), old.source(), old.accountPrefix(), newEnd);
    return Optional.of(insert(connection, request, now, id));
  }

  private static Optional<ApiKey> lock(Connection connection, long id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT " + COLUMNS + " FROM api_keys WHERE id = ? FOR UPDATE")) {
      select.setLong(1, id);
      return readAll(select).stream().findFirst();
    }
  }

  private IssuedApiKey insert(
      Connection connection, ApiKeyRequest request, Instant now, @Nullable Long replaces)
      throws SQLException {
    String secret = SECRET_PREFIX + secrets.next();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO api_keys (name, scopes, source, account_prefix, created_at, expires_at,"
                + " replaces, secret_hash, secret_start) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " RETURNING "
                + COLUMNS)) {
      Object[] scopes = request.scopes().stream().sorted().map(Scope::word).toArray();
      insert.setString(1, request.name());
      insert.setArray(2, connection.createArrayOf("text", scopes));
      insert.setString(3, request.source());
      insert.setString(4, request.accountPrefix());
      Columns.set(insert, 5, now);
      Columns.set(insert, 6, request.expiresAt());
      insert.setObject(7, replaces, Types.BIGINT);
      insert.setBytes(8, Secrets.hash(secret));
      insert.setString(9, secret.substring(0, SHOWN_CHARACTERS));
      return new IssuedApiKey(readAll(insert).getFirst(), secret);
    }
  }

  private static void noteUse(Connection connection, ApiKey key, Instant now) throws SQLException {
    Instant last = key.lastUsedAt();
    if (last != null && now.isBefore(last.plus(USE_RESOLUTION))) {
      return;
    }
    // The condition again: of many requests in one moment one writes.
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE api_keys SET last_used_at = ? WHERE id = ?"
                + " AND (last_used_at IS NULL OR last_used_at <= ?)")) {
      Columns.set(update, 1, now);
      update.setLong(2, key.id());
      Columns.set(update, 3, now.minus(USE_RESOLUTION));
      update.executeUpdate();
    }
  }

  private static List<ApiKey> readAll(PreparedStatement statement) throws SQLException {
    List<ApiKey> keys = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        keys.add(
            new ApiKey(
                row.getLong("id"),
                row.getString("name"),
                scopes(row),
                row.getString("source"),
                row.getString("account_prefix"),
                row.getString("secret_start"),
                Columns.time(row, "created_at"),
                Columns.timeOrNull(row, "expires_at"),
                Columns.timeOrNull(row, "revoked_at"),
                Columns.timeOrNull(row, "last_used_at")));
      }
    }
    return keys;
  }

  private static Set<Scope> scopes(ResultSet row) throws SQLException {
    return Arrays.stream((Object[]) row.getArray("scopes").getArray())
        .map(word -> Scope.of((String) word))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The time, as exactly as the table keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
