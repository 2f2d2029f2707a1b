package dev.ringwatch.app.alert;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.alert.Attempt;
import dev.ringwatch.postgres.alert.Delivery;
import dev.ringwatch.postgres.alert.DeliveryLog;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Where people look at what was sent, and have it sent again, by a program or a form. A look is
 * recorded before it is shown, a change in its transaction. Safe for threads.
 */
public final class DeliveryDesk {

  private final DeliveryLog log;
  private final Audit audit;

  DeliveryDesk(DeliveryLog log, Audit audit) {
    this.log = log;
    this.audit = audit;
  }

  /**
   * A delivery and all that was tried.
   *
   * @param delivery the delivery
   * @param attempts in order
   */
  public record Whole(Delivery delivery, List<Attempt> attempts) {

    /** Copies the list. */
    public Whole {
      attempts = List.copyOf(attempts);
    }
  }

  /** A page, the newest first. */
  public DeliveryQuery.Page page(Who who, DeliveryQuery query) {
    audit.record(who, AuditAction.DELIVERY_LIST, "", Audit.DONE, query.asked());
    return query.page(asked(() -> log.page(query.filter(), query.before(), query.limit() + 1)));
  }

  /** The newest of one incident; who looks at the incident is recorded for that. */
  public List<Delivery> ofIncident(long incident, int limit) {
    DeliveryLog.Filter filter =
        new DeliveryLog.Filter(Optional.empty(), OptionalLong.of(incident), OptionalLong.empty());
    return asked(() -> log.page(filter, OptionalLong.empty(), limit));
  }

  /** The last attempt at each of some; of those that were not tried there is none. */
  public Map<UUID, Attempt> lastAttempts(Collection<Delivery> deliveries) {
    return asked(() -> log.lastAttempts(deliveries.stream().map(Delivery::id).toList()));
  }

  /** One of them, with every attempt; empty if there is none. */
  public Optional<Whole> look(Who who, String id) {
    Optional<Delivery> found = find(id);
    audit.record(
        who,
        AuditAction.DELIVERY_LOOK,
        id.replace('\0', '\uFFFD'),
        found.isPresent() ? Audit.DONE : Audit.NOT_FOUND,
        Map.of());
    return found.map(one -> new Whole(one, asked(() -> log.attempts(one.id()))));
  }

  private Optional<Delivery> find(String id) {
    return uuid(id).flatMap(key -> asked(() -> log.find(key)));
  }

  /**
   * Has one sent again, with the same id.
   *
   * @return as it is now; empty if there is none, or its endpoint was deleted
   */
  public Optional<Delivery> sendAgain(Who who, String id) {
    Optional<UUID> key = uuid(id);
    boolean made =
        key.isPresent()
            && asked(() ->
                audit.change(
                    who,
                    AuditAction.DELIVERY_AGAIN,
                    id,
                    Map.of(),
                    connection -> log.sendAgain(connection, key.get())));
    return made ? find(id) : Optional.empty();
  }

  private static Optional<UUID> uuid(String id) {
    return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        ? Optional.of(UUID.fromString(id))
        : Optional.empty();
  }

  /** Something that is asked of the database. */
  private interface Asked<T> {
    T answer() throws SQLException;
  }

  private static <T> T asked(Asked<T> what) {
    try {
      return what.answer();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }
}
