package dev.ringwatch.app.alert;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.alert.Endpoint;
import dev.ringwatch.postgres.alert.EndpointFormat;
import dev.ringwatch.postgres.alert.EndpointRequest;
import dev.ringwatch.postgres.alert.Endpoints;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Changes where alerts go; each is recorded in the transaction that makes it. Safe for threads. */
final class EndpointChanges {

  /** A receiver has so long to take up a new secret. */
  private static final Duration OLD_SECRET_HOLDS = Duration.ofHours(24);

  private final Endpoints endpoints;
  private final SecretSeal seal;
  private final Audit audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  EndpointChanges(Endpoints endpoints, SecretSeal seal, Audit audit, Clock clock) {
    this.endpoints = endpoints;
    this.seal = seal;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * An endpoint, and its secret in the clear.
   *
   * @param secret what messages are signed with; null if none are
   */
  record WithSecret(Endpoint endpoint, @Nullable String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
      return "WithSecret[endpoint=" + endpoint.id() + "]";
    }
  }

  private interface Change {
    Optional<Endpoint> make(Connection connection) throws SQLException;
  }

  private Optional<Endpoint> make(
      Who who, AuditAction action, Map<String, String> details, Change change) {
    try {
      return audit.change((connection, record) -> {
        Optional<Endpoint> made = change.make(connection);
        made.ifPresent(endpoint ->
            record.accept(Audit.done(who, action, Long.toString(endpoint.id()), details)));
        return made;
      });
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  private static Map<String, String> details(EndpointRequest request) {
    boolean mail = request.format() == EndpointFormat.EMAIL;
    return Map.of(
        "name",
        request.name(),
        "format",
        request.format().label(),
        mail ? "addresses" : "host",
        mail
            ? String.join(" ", MailAddress.of(request.url()))
            : URI.create(request.url()).getHost(),
        "least_band",
        request.leastBand().label(),
        "kinds",
        String.join(" ", request.kinds().stream().map(IncidentKind::label).sorted().toList()),
        "budget",
        request
            .budget()
            .map(budget -> budget.perMinute() + " a minute, " + budget.burst() + " at once")
            .orElse("none"),
        "unacknowledged_minutes",
        request.unacknowledgedMinutes().isPresent()
            ? Integer.toString(request.unacknowledgedMinutes().getAsInt())
            : "none");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Makes one; empty if there is one of that name. */
  Optional<WithSecret> add(Who who, EndpointBody.Wanted wanted) {
    EndpointRequest request = wanted.request();
    boolean signs = request.format() == EndpointFormat.JSON;
    String secret = signs ? Signing.draw(random) : wanted.routingKey().orElse("");
    return make(
            who,
            AuditAction.ENDPOINT_CREATE,
            details(request),
            connection -> {
              requireRoom(connection);
              return endpoints.add(connection, request, seal.seal(secret), now());
            })
        .map(endpoint -> new WithSecret(endpoint, signs ? secret : null));
  }

  private void requireRoom(Connection connection) throws SQLException {
    if (endpoints.count(connection) >= Endpoints.MOST) {
      throw new UnusableEndpointException(
          HttpStatus.CONFLICT,
          "there are " + Endpoints.MOST + " endpoints, which is the most: delete one first");
    }
  }

  /** Makes of one what is wanted; empty if there is none, or another has the name. */
  Optional<Endpoint> change(Who who, long id, EndpointBody.Wanted wanted) {
    Map<String, String> details = new TreeMap<>(details(wanted.request()));
    wanted.routingKey().ifPresent(_ -> details.put("routing_key", "another"));
    byte @Nullable [] key = wanted.routingKey().map(seal::seal).orElse(null);
    return make(
        who,
        AuditAction.ENDPOINT_CHANGE,
        details,
        connection -> endpoints.change(connection, id, wanted.request(), key, now()));
  }

  /** Gives one another secret; the one before holds for a while. */
  Optional<WithSecret> rotate(Who who, long id) {
    String secret = Signing.draw(random);
    Instant until = now().plus(OLD_SECRET_HOLDS);
    return make(
            who,
            AuditAction.ENDPOINT_ROTATE,
            Map.of(),
            connection -> endpoints.rotate(connection, id, seal.seal(secret), until))
        .map(endpoint -> new WithSecret(endpoint, secret));
  }

  Optional<Endpoint> disable(Who who, long id) {
    return make(
        who,
        AuditAction.ENDPOINT_DISABLE,
        Map.of(),
        connection -> endpoints.disable(connection, id, "disabled by " + who.actor(), now()));
  }

  Optional<Endpoint> enable(Who who, long id) {
    return make(
        who, AuditAction.ENDPOINT_ENABLE, Map.of(), connection -> endpoints.enable(connection, id));
  }

  /** Whether there was one. */
  boolean delete(Who who, long id) {
    try {
      return audit.change(
          who,
          AuditAction.ENDPOINT_DELETE,
          Long.toString(id),
          Map.of(),
          connection -> endpoints.delete(connection, id, now()));
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }
}
