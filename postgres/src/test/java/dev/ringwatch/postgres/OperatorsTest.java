package dev.ringwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperatorsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private Instant now = NOON;
  private final Operators operators = new Operators(DATABASE.dataSource(), () -> now);
  private final SignInLinks links = new SignInLinks(DATABASE.dataSource(), () -> now);

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE operators CASCADE");
  }

  private Operator add(String login, Role role) throws SQLException {
    return operators.add(login, "Name of " + login, role, false).orElseThrow();
  }

  @Test
  void knowsAnOperatorHoweverTheLoginIsWritten() throws SQLException {
    Operator ada = add("Ada", Role.LEAD);
    assertThat(ada)
        .isEqualTo(
            new Operator(
                ada.id(),
                "Ada",
                "Name of Ada",
                Role.LEAD,
                false,
                false,
                false,
                NOON,
                null,
                null,
                NOON));
    assertThat(operators.find("aDA")).contains(ada);
    assertThat(operators.find(ada.id())).contains(ada);
    assertThat(operators.find("adb")).isEmpty();
    assertThat(operators.add("ADA", "x", Role.VIEWER, false)).isEmpty();
    assertThat(operators.list()).containsExactly(ada);
  }

  @Test
  void leavesTheTransactionOfAGivenConnectionToWhoBeganIt() throws SQLException {
    Operator ada = add("ada", Role.ADMIN);
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      Operators given = operators.on(connection);
      assertThat(given.setPasswordHash(ada.id(), "hash")).isTrue();
      assertThat(given.disable(ada.id())).as("the last administrator").isFalse();
      Operator grace = given.add("grace", "Grace", Role.ADMIN, false).orElseThrow();
      assertThat(given.setRole(ada.id(), Role.VIEWER)).isTrue();
      assertThat(given.passwordHash(ada.id())).as("what was done before").contains("hash");
      assertThat(given.enable(grace.id() + 1)).isFalse();
      assertThat(operators.list()).containsExactly(ada);
      connection.rollback();
      connection.setAutoCommit(true);
    }
    assertThat(operators.list()).containsExactly(ada);
  }

  @Test
  void endsSessionsWhenWhatTheyWereOpenedWithChanges() throws SQLException {
    Operator ada = add("ada", Role.ADMIN);
    now = NOON.plusSeconds(1);
    operators.setPasswordHash(ada.id(), "hash");
    assertThat(operators.find(ada.id()).orElseThrow().sessionsSince()).isEqualTo(now);
    assertThat(operators.passwordHash(ada.id())).contains("hash");
    now = NOON.plusSeconds(2);
    operators.noteLogin(ada.id());
    Operator then = operators.find(ada.id()).orElseThrow();
    assertThat(then.sessionsSince()).isEqualTo(NOON.plusSeconds(1));
    assertThat(then.lastLoginAt()).isEqualTo(now);
    operators.forgetSecondFactor(ada.id());
    assertThat(operators.find(ada.id()).orElseThrow().sessionsSince()).isEqualTo(now);
    now = NOON.plusSeconds(3);
    operators.endSessions(ada.id());
    assertThat(operators.find(ada.id()).orElseThrow().sessionsSince()).isEqualTo(now);
  }

  @Test
  void takesEachStepOfASecondFactorOnce() throws SQLException {
    Operator ada = add("ada", Role.ADMIN);
    assertThat(operators.setSecondFactor(ada.id(), new byte[] {1}, 10)).isTrue();
    assertThat(operators.setSecondFactor(ada.id(), new byte[] {2}, 11)).isFalse();
    assertThat(operators.secondFactor(ada.id()).orElseThrow()).containsExactly(1);
    assertThat(operators.useStep(ada.id(), 10)).isFalse();
    assertThat(operators.useStep(ada.id(), 9)).isFalse();
    assertThat(operators.useStep(ada.id(), 11)).isTrue();
    assertThat(operators.useStep(ada.id(), 11)).isFalse();
    operators.forgetSecondFactor(ada.id());
    assertThat(operators.secondFactor(ada.id())).isEmpty();
    assertThat(operators.setSecondFactor(ada.id(), new byte[] {3}, 5)).isTrue();
  }

  @Test
  void bindsSingleSignOnToWhoWasAddedForItAndOnlyOnce() throws SQLException {
    SingleSignOn who = new SingleSignOn("https://id.example", "1");
    add("plain", Role.ADMIN);
    assertThat(operators.bind(who, "plain")).isEmpty();
    operators.add("eve@example.org", "Eve", Role.VIEWER, true);
    Operator eve = operators.bind(who, "EVE@example.org").orElseThrow();
    assertThat(eve.bySignOn()).isTrue();
    assertThat(operators.find(who)).contains(eve);
    SingleSignOn other = new SingleSignOn("https://id.example", "2");
    assertThat(operators.bind(other, "eve@example.org")).isEmpty();
    assertThat(operators.find(other)).isEmpty();
    assertThat(operators.isAnybodyReady()).isTrue();
  }

  @Test
  void alwaysLeavesAnAdministrator() throws Exception {
    List<Operator> both = List.of(add("ada", Role.ADMIN), add("bob", Role.ADMIN));
    add("viewer", Role.VIEWER);
    // Each of the two would be allowed alone.
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Callable<Boolean>> acts =
          List.of(
              () -> operators.disable(both.get(0).id()),
              () -> operators.setRole(both.get(1).id(), Role.LEAD));
      List<Future<Boolean>> done = threads.invokeAll(acts);
      assertThat(List.of(done.get(0).get(), done.get(1).get()))
          .containsExactlyInAnyOrder(true, false);
    }
    assertThat(operators.list().stream().filter(o -> o.role() == Role.ADMIN && o.isEnabled()))
        .hasSize(1);
  }

  @Test
  void takesALinkOnceHoweverManyShowIt() throws Exception {
    Operator ada = add("ada", Role.ADMIN);
    String token = links.issue(ada.id(), Duration.ofHours(1));
    assertThat(token).matches("[A-Za-z0-9_-]{43}");
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> shown =
          Stream.<Callable<Boolean>>generate(() -> () -> links.take(token).isPresent())
              .limit(8)
              .collect(Collectors.toList());
      int taken = 0;
      for (Future<Boolean> one : threads.invokeAll(shown)) {
        taken += one.get() ? 1 : 0;
      }
      assertThat(taken).isEqualTo(1);
    }
  }

  @Test
  void takesNoLinkThatIsReplacedOldMadeUpOrOfADisabledOperator() throws SQLException {
    Operator ada = add("ada", Role.ADMIN);
    Operator bob = add("bob", Role.ADMIN);
    String replaced = links.issue(ada.id(), Duration.ofHours(1));
    String old = links.issue(ada.id(), Duration.ofHours(1));
    String disabled = links.issue(bob.id(), Duration.ofHours(2));
    assertThat(links.take(replaced)).isEmpty();
    assertThat(links.take("")).isEmpty();
    now = NOON.plus(Duration.ofHours(1));
    assertThat(links.take(old)).isEmpty();
    operators.disable(bob.id());
    assertThat(links.take(disabled)).isEmpty();
    operators.enable(bob.id());
    assertThat(links.take(disabled)).contains("bob");
  }

  @Test
  void storesNothingOfALink() throws Exception {
    String token = links.issue(add("ada", Role.ADMIN).id(), Duration.ofHours(1));
    try (var connection = DATABASE.dataSource().getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery("SELECT to_jsonb(l)::text FROM sign_in_links l")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).doesNotContain(token);
    }
  }
}
