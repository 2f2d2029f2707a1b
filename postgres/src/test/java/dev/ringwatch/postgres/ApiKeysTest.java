package dev.ringwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private Instant now = NOON;
  private final ApiKeys keys = new ApiKeys(DATABASE.dataSource(), () -> now);

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE api_keys");
  }

  @Test
  void findsAKeyByTheSecretThatIsShownOnce() throws SQLException {
    ApiKeyRequest request =
        new ApiKeyRequest(
            "shop", Set.of(Scope.INGEST, Scope.READ), "shop-eu", "eu-", NOON.plusSeconds(60));
    IssuedApiKey issued = keys.create(request);

    assertThat(issued.secret()).matches("rw_[A-Za-z0-9_-]{43}");
    assertThat(issued.toString()).doesNotContain(issued.secret());
    ApiKey found = keys.find(issued.secret()).orElseThrow();
    assertThat(found).isEqualTo(issued.key());
    assertThat(found.scopes()).containsExactlyInAnyOrder(Scope.INGEST, Scope.READ);
    assertThat(found.source()).isEqualTo("shop-eu");
    assertThat(found.accountPrefix()).isEqualTo("eu-");
    assertThat(found.createdAt()).isEqualTo(NOON);
  }

  @Test
  void storesNothingOfTheSecret() throws Exception {
    IssuedApiKey issued = keys.create(ApiKeyRequest.of("shop", Scope.INGEST));

    try (var connection = DATABASE.dataSource().getConnection();
        var rows =
            connection.createStatement().executeQuery("SELECT to_jsonb(k)::text FROM api_keys k")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).doesNotContain(issued.secret().substring(3));
    }
  }

  @Test
  void letsNobodyInWithAnotherSecret() throws SQLException {
    String secret = keys.create(ApiKeyRequest.of("shop", Scope.INGEST)).secret();

    assertThat(keys.find(secret + "x")).isEmpty();
    assertThat(keys.find("")).isEmpty();
    assertThat(keys.find("\0' OR true --")).isEmpty();
  }

  @Test
  void letsNobodyInFromTheMomentAKeyExpires() throws SQLException {
    String secret =
        keys.create(new ApiKeyRequest("shop", Set.of(Scope.READ), null, null, NOON.plusSeconds(60)))
            .secret();

    now = NOON.plusSeconds(59);
    assertThat(keys.find(secret)).isPresent();
    now = NOON.plusSeconds(60);
    assertThat(keys.find(secret)).isEmpty();
  }

  @Test
  void revokesOnce() throws SQLException {
    IssuedApiKey issued = keys.create(ApiKeyRequest.of("shop", Scope.READ));

    assertThat(keys.revoke(issued.key().id())).isTrue();
    assertThat(keys.find(issued.secret())).isEmpty();
    assertThat(keys.revoke(issued.key().id())).isFalse();
    assertThat(keys.list()).singleElement().extracting(ApiKey::revokedAt).isEqualTo(NOON);
  }

  @Test
  void notesTheUseAtMostOnceAMinute() throws SQLException {
    String secret = keys.create(ApiKeyRequest.of("shop", Scope.READ)).secret();

    keys.find(secret);
    assertThat(keys.list().getFirst().lastUsedAt()).isEqualTo(NOON);
    now = NOON.plusSeconds(59);
    keys.find(secret);
    assertThat(keys.list().getFirst().lastUsedAt()).isEqualTo(NOON);
    now = NOON.plusSeconds(60);
    keys.find(secret);
    assertThat(keys.list().getFirst().lastUsedAt()).isEqualTo(now);
  }

  @Test
  void rotatesWithBothLetInForAWhile() throws SQLException {
    IssuedApiKey old =
        keys.create(
            new ApiKeyRequest(
                "shop", Set.of(Scope.INGEST), "eu", "eu-", NOON.plus(Duration.ofDays(30))));
    now = NOON.plus(Duration.ofDays(10));

    IssuedApiKey fresh = keys.rotate(old.key().id(), Duration.ofHours(1)).orElseThrow();

    assertThat(fresh.key().name()).isEqualTo("shop");
    assertThat(fresh.key().scopes()).containsExactly(Scope.INGEST);
    assertThat(fresh.key().source()).isEqualTo("eu");
    assertThat(fresh.key().accountPrefix()).isEqualTo("eu-");
    assertThat(fresh.key().expiresAt()).isEqualTo(now.plus(Duration.ofDays(30)));
    now = now.plus(Duration.ofMinutes(59));
    assertThat(keys.find(old.secret())).isPresent();
    assertThat(keys.find(fresh.secret())).isPresent();
    now = now.plus(Duration.ofMinutes(1));
    assertThat(keys.find(old.secret())).isEmpty();
    assertThat(keys.find(fresh.secret())).isPresent();
  }

  @Test
  void rotationDoesNotLengthenTheOldKeysLife() throws SQLException {
    IssuedApiKey old =
        keys.create(
            new ApiKeyRequest("shop", Set.of(Scope.READ), null, null, NOON.plusSeconds(60)));

    assertThat(keys.rotate(old.key().id(), Duration.ofHours(1))).isPresent();

    now = NOON.plusSeconds(60);
    assertThat(keys.find(old.secret())).isEmpty();
  }

  @Test
  void doesNotRotateWhatIsNotLetIn() throws SQLException {
    IssuedApiKey revoked = keys.create(ApiKeyRequest.of("shop", Scope.READ));
    keys.revoke(revoked.key().id());

    assertThat(keys.rotate(revoked.key().id(), Duration.ZERO)).isEmpty();
    assertThat(keys.rotate(-1, Duration.ZERO)).isEmpty();
    assertThat(keys.list()).hasSize(1);
  }

  @Test
  void refusesAKeyThatAllowsNothing() {
    assertThatThrownBy(() -> ApiKeyRequest.of("shop"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an API key needs at least one scope");
    assertThatThrownBy(() -> Scope.of("root"))
        .hasMessage("a scope is ingest, read, verdict or admin, not 'root'");
  }
}
