package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.ApiKeyRequest;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Operators;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import dev.ringwatch.postgres.SignInLinks;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.Transaction;
import dev.ringwatch.postgres.alert.Outbox;
import dev.ringwatch.postgres.audit.AuditRow;
import dev.ringwatch.postgres.audit.AuditRows;
import dev.ringwatch.postgres.hunt.HuntRole;
import dev.ringwatch.risk.Band;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A server on a database of its own, with a clock that a test moves. */
final class RunningServer implements AutoCloseable {

  /** The password of everybody here. */
  static final String PASSWORD = "correct horse battery";

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final TestDatabase database;
  private final DatabaseSettings hunts;
  private final ConfigurableApplicationContext context;
  private final TestClock clock;

  /** Starts one with settings such as {@code ringwatch.url=...}. */
  RunningServer(Path data, String... settings) throws IOException {
    this(TestDatabase.withSchema(), data, settings);
  }

  /** Starts one on a database, which is closed with it. */
  RunningServer(TestDatabase database, Path data, String... settings) throws IOException {
    this.database = database;
    DatabaseSettings own = database.settings();
    hunts = huntRole();
    List<String> arguments = new ArrayList<>();
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    arguments.add("--server.port=0");
    arguments.add("--spring.main.banner-mode=off");
    arguments.add("--ringwatch.data=" + Files.createDirectories(data));
    arguments.add("--ringwatch.database.url=" + own.url());
    arguments.add("--ringwatch.database.user=" + own.user());
    arguments.add("--ringwatch.database.password=" + own.password());
    arguments.add("--ringwatch.hunts.database.user=" + hunts.user());
    arguments.add("--ringwatch.hunts.database.password=" + hunts.password());
    context =
        new SpringApplicationBuilder(Server.class, Time.class)
            .properties(Server.DEFAULTS)
            .run(arguments.toArray(String[]::new));
    clock = context.getBean(TestClock.class);
  }

  /** As an administrator makes it before the server starts. */
  private DatabaseSettings huntRole() {
    try {
      return HuntRole.prepare(database.dataSource(), database.settings());
    } catch (SQLException e) {
      throw new IllegalStateException("the role of hunts cannot be made", e);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Time {
    @Bean
    @Primary
    TestClock testClock() {
      return new TestClock();
    }
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  TestClock clock() {
    return clock;
  }

  DatabaseSettings database() {
    return database.settings();
  }

  /** The role of hunts. */
  DatabaseSettings huntsDatabase() {
    return hunts;
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  Operators operators() {
    return context.getBean(Operators.class);
  }

  /**
   * What is recorded of an operator, the oldest first: who did what, such as {@code console add}.
   */
  List<String> recorded(Operator operator) throws SQLException {
    String object = Long.toString(operator.id());
    return recorded(
        "operator",
        object,
        row -> {
          String actor = row.actorId().equals(object) ? "themselves" : row.actorKind();
          return actor + " " + row.action().replace("operator.", "");
        });
  }

  /** What is recorded of an object, the oldest first, each row in some words. */
  List<String> recorded(String kind, String object, Function<AuditRow, String> words)
      throws SQLException {
    List<String> recorded = new ArrayList<>();
    AuditRows rows = context.getBean(AuditRows.class);
    rows.forEach(
        null,
        null,
        row -> {
          if (row.objectKind().equals(kind) && row.object().plain().equals(Optional.of(object))) {
            recorded.add(words.apply(row));
          }
        });
    assertThat(rows.verify(List.of()).findings()).isEmpty();
    return recorded;
  }

  /** A key of some scopes. */
  String key(Scope... scopes) throws SQLException {
    return context.getBean(Store.class).keys().create(ApiKeyRequest.of("test", scopes)).secret();
  }

  /** A new operator with {@link #PASSWORD}. */
  Operator operator(Role role) throws SQLException {
    Operator operator = operatorWithoutPassword(role);
    operators()
        .setPasswordHash(
            operator.id(), String.valueOf(context.getBean(PasswordEncoder.class).encode(PASSWORD)));
    return operator;
  }

  Operator operatorWithoutPassword(Role role) throws SQLException {
    String login = "o" + NUMBERS.incrementAndGet();
    return operators().add(login, "Operator " + login, role, false).orElseThrow();
  }

  /** The token of a one-time link. */
  String link(Operator operator) throws SQLException {
    return context.getBean(SignInLinks.class).issue(operator.id(), Duration.ofHours(1));
  }

  /** Runs a statement on its database. */
  void execute(String sql) throws SQLException {
    try (Connection connection = context.getBean(Store.class).pool().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The number that a question to its database answers. */
  long count(String question) throws SQLException {
    try (Connection connection = context.getBean(Store.class).pool().dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The id of a delivery that waits, of an incident of its own; there must be an endpoint. */
  String delivery() throws SQLException {
    DataSource pool = context.getBean(Store.class).pool().dataSource();
    try (Connection connection = pool.getConnection()) {
      return Transaction.run(
          connection,
          () -> {
            long incident = incident(connection);
            context.getBean(Outbox.class).add(connection, alert(incident));
            return delivery(connection, incident);
          });
    }
  }

  private static long incident(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "INSERT INTO alert_incidents (dedup_key, kind, state, provisional, details,"
                    + " opened_at, last_evidence_at) VALUES ('account:t"
                    + NUMBERS.incrementAndGet()
                    + "', 'account', 'open', false, '{}', now(), now()) RETURNING id")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Alert alert(long incident) {
    return new Alert(
        incident,
        "account:t",
        IncidentKind.ACCOUNT,
        IncidentChange.OPENED,
        "t",
        80,
        Band.HIGH,
        List.of(),
        List.of(),
        0,
        Instant.EPOCH);
  }

  private static String delivery(Connection connection, long incident) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id FROM alert_deliveries WHERE incident_id = " + incident)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Somebody without anything. */
  Visitor visitor() {
    return new Visitor("http://127.0.0.1:" + port(), clock);
  }

  /** Somebody who has shown a password, and must show a second factor. */
  Visitor withPassword(Operator operator) throws IOException, InterruptedException {
    Visitor visitor = visitor();
    visitor.submit("/login", "username", operator.login(), "password", PASSWORD);
    return visitor;
  }

  /** A new operator who has signed in. */
  Visitor signedIn(Role role) throws Exception {
    return signedIn(operator(role));
  }

  /** An operator who has no second factor yet, takes one up and is in. */
  Visitor signedIn(Operator operator) throws IOException, InterruptedException {
    Visitor visitor = withPassword(operator);
    visitor.takeUpSecondFactor();
    return visitor;
  }

  /** Stops it, and starts another on its database; only that one is to be closed then. */
  RunningServer restarted(Path data, String... settings) throws IOException {
    context.close();
    return new RunningServer(database, data, settings);
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }
}
