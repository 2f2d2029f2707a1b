package dev.ringwatch.postgres.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.risk.Band;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointsTest {

  @AutoClose private static final AlertDatabase DATABASE = new AlertDatabase();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Instant ONE = NOON.plus(Duration.ofHours(1));

  private final Endpoints endpoints = new Endpoints(DATABASE.database().dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.clear();
  }

  private static EndpointRequest request(String name) {
    return new EndpointRequest(
        name, "https://" + name + ".example/hook", Band.HIGH, Set.of(IncidentKind.RING));
  }

  private interface Change {
    Optional<Endpoint> on(Connection connection) throws SQLException;
  }

  private static Optional<Endpoint> changed(Change change) throws SQLException {
    try (Connection connection = DATABASE.database().dataSource().getConnection()) {
      return change.on(connection);
    }
  }

  private boolean delete(long id) throws SQLException {
    try (Connection connection = DATABASE.database().dataSource().getConnection()) {
      return endpoints.delete(connection, id, NOON);
    }
  }

  private Optional<Endpoint> add(String name) throws SQLException {
    return changed(on -> endpoints.add(on, request(name), new byte[] {1}, NOON));
  }

  @Test
  void hasOneOfAName() throws SQLException {
    Endpoint first = add("pager").orElseThrow();
    assertThat(first.url()).isEqualTo("https://pager.example/hook");
    assertThat(first.kinds()).containsExactly(IncidentKind.RING);
    assertThat(first.leastBand()).isEqualTo(Band.HIGH);
    assertThat(endpoints.find(first.id())).contains(first);
    assertThat(add("pager")).isEmpty();
    Endpoint second = add("chat").orElseThrow();
    assertThat(changed(on -> endpoints.change(on, second.id(), request("pager"), null, NOON)))
        .isEmpty();
    assertThat(
            changed(on -> endpoints.change(on, second.id(), request("mail"), null, NOON))
                .orElseThrow()
                .url())
        .isEqualTo("https://mail.example/hook");
    assertThat(changed(on -> endpoints.change(on, 999, request("none"), null, NOON))).isEmpty();
  }

  @Test
  void givesEachOnceHoweverSmallThePages() throws SQLException {
    for (String name : List.of("d", "a", "c", "b")) {
      add(name);
    }
    List<Endpoint> first = endpoints.page(null, 3);
    assertThat(first).extracting(Endpoint::name).containsExactly("a", "b", "c");
    assertThat(endpoints.page("c", 3)).extracting(Endpoint::name).containsExactly("d");
  }

  @Test
  void signsWithTheSecretBeforeForAWhile() throws SQLException {
    long id = add("pager").orElseThrow().id();
    assertThat(endpoints.secrets(id, NOON).orElseThrow().previous()).isEmpty();
    Endpoint rotated = changed(on -> endpoints.rotate(on, id, new byte[] {2}, ONE)).orElseThrow();
    assertThat(rotated.previousSecretUntil()).isEqualTo(ONE);
    SealedSecrets both = endpoints.secrets(id, NOON).orElseThrow();
    assertThat(both.current()).containsExactly(2);
    assertThat(both.previous()).hasValueSatisfying(old -> assertThat(old).containsExactly(1));
    assertThat(endpoints.secrets(id, ONE).orElseThrow().previous()).isEmpty();
  }

  @Test
  void isDisabledAndEnabledAgain() throws SQLException {
    long id = add("pager").orElseThrow().id();
    Endpoint off = changed(on -> endpoints.disable(on, id, "noisy", NOON)).orElseThrow();
    assertThat(off.disabledAt()).isEqualTo(NOON);
    assertThat(off.disabledReason()).isEqualTo("noisy");
    assertThat(changed(on -> endpoints.disable(on, id, "noisy", ONE)).orElseThrow().disabledAt())
        .isEqualTo(NOON);
    Endpoint on = changed(at -> endpoints.enable(at, id)).orElseThrow();
    assertThat(on.disabledAt()).isNull();
    assertThat(on.disabledReason()).isEmpty();
  }

  @Test
  void leavesNoSecretsOfOneThatWasDeletedAndFreesItsName() throws SQLException {
    long id = add("pager").orElseThrow().id();
    assertThat(delete(id)).isTrue();
    assertThat(delete(id)).isFalse();
    assertThat(endpoints.find(id)).isEmpty();
    assertThat(endpoints.secrets(id, NOON)).isEmpty();
    assertThat(endpoints.page(null, 9)).isEmpty();
    assertThat(DATABASE.database().texts("SELECT length(secret) FROM alert_endpoints"))
        .containsExactly("0");
    assertThat(changed(on -> endpoints.enable(on, id))).isEmpty();
    assertThat(add("pager")).isPresent();
  }

  @Test
  void saysWhatCannotBe() {
    assertThatThrownBy(() ->
            new EndpointRequest(" ", "https://x.example", Band.LOW, Set.of(IncidentKind.RING)))
        .hasMessage("name must have 1 to 100 characters, not 1");
    assertThatThrownBy(() -> new EndpointRequest("a", "https://x.example", Band.LOW, Set.of()))
        .hasMessageContaining("kinds is empty");
  }
}
