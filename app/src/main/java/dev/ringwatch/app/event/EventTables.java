package dev.ringwatch.app.event;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.event.Event;
import dev.ringwatch.postgres.events.EventField;
import dev.ringwatch.postgres.events.EventFilter;
import dev.ringwatch.postgres.events.EventPage;
import dev.ringwatch.postgres.events.EventPosition;
import dev.ringwatch.postgres.events.StoredEvent;
import dev.ringwatch.postgres.events.StoredEvents;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Stored events as a file. */
@Configuration(proxyBeanMethods = false)
class EventTables {

  @Bean
  CsvTable<StoredEvent> eventsFile(EventFiles files, Clock clock) {
    return CsvTable.of(
        "events",
        AuditAction.EVENT_SEARCH,
        List.of(
            of("timestamp", Event::timestamp),
            of("account_id", event -> event.account().value()),
            of("action", Event::action),
            of("outcome", event -> event.outcome().name().toLowerCase(Locale.ROOT)),
            of("enforced", Event::enforced),
            of("target", Event::target),
            of("target_owner", Event::targetOwner),
            of("ip", Event::ip),
            of("device_id", Event::device),
            of("session_id", Event::session),
            of("payment_id", Event::payment),
            of("user_agent", Event::userAgent),
            of("country", Event::country),
            of("account_created_at", Event::accountCreatedAt),
            of("source", Event::source),
            of("event_id", Event::id),
            CsvColumn.of("received_at", StoredEvent::receivedAt)),
        request -> {
          Parameters parameters = Parameters.of(request, EventParameters.OF_SEARCH);
          EventFilter filter = EventParameters.filter(parameters, clock.instant());
          return rows(parameters.asked(), filter, new Pages(files.events(), filter));
        });
  }

  /** What an account did is recorded as such, whichever way it was asked for. */
  private static CsvRows<StoredEvent> rows(
      Map<String, String> asked, EventFilter filter, CsvSource<StoredEvent> source) {
    String account = filter.values().get(EventField.ACCOUNT_ID);
    if (account == null) {
      return CsvRows.of(asked, source);
    }
    Map<String, String> others = new HashMap<>(asked);
    others.remove(EventField.ACCOUNT_ID.label());
    return new CsvRows<>(Optional.of(AuditAction.ACCOUNT_EVENTS), account, true, others, source);
  }

  private static CsvColumn<StoredEvent> of(String name, Function<Event, @Nullable Object> value) {
    return CsvColumn.of(name, stored -> value.apply(stored.event()));
  }

  /** Pages of a search, each of which may hold fewer than it was asked for. */
  private static final class Pages implements CsvSource<StoredEvent> {

    /** Each page reads and sorts a slice of 50,000: few large ones read it less often. */
    private static final int EVENTS_AT_A_TIME = 10_000;

    private final StoredEvents events;
    private final EventFilter filter;
    private @Nullable EventPosition after;
    private boolean over;

    Pages(StoredEvents events, EventFilter filter) {
      this.events = events;
      this.filter = filter;
    }

    @Override
    public Optional<List<StoredEvent>> next() throws SQLException, InterruptedException {
      if (over) {
        return Optional.empty();
      }
      EventPage page = events.page(filter, after, EVENTS_AT_A_TIME);
      after = page.next().orElse(null);
      over = after == null;
      return Optional.of(page.events());
    }
  }
}
