package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.postgres.events.EventField;
import dev.ringwatch.postgres.events.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Events as a table whose values lead on.
 *
 * @param columns the names of the columns behind the time
 * @param rows an event each, the newest first
 */
record ExploreTable(List<String> columns, List<Row> rows) {

  private static final List<EventField> SHOWN =
      List.of(
          EventField.ACCOUNT_ID,
          EventField.ACTION,
          EventField.TARGET,
          EventField.IP,
          EventField.DEVICE_ID,
          EventField.SESSION_ID,
          EventField.PAYMENT_ID,
          EventField.COUNTRY);

  private static final String OUTCOME = "outcome";

  /**
   * An event.
   *
   * @param at when it was
   * @param account the page of its account
   * @param cells its values
   * @param enforced whether the platform took action over it
   */
  record Row(Moment at, String account, List<Cell> cells, boolean enforced) {}

  /**
   * A value.
   *
   * @param name of the column
   * @param text as it is shown; empty where the event has none
   * @param whole all of it
   * @param only the events that have it
   * @param more those of this page's that have it too; empty if that is asked for already
   */
  record Cell(String name, String text, String whole, String only, String more) {}

  static ExploreTable of(List<StoredEvent> events, ExploreQuery query, Instant now) {
    List<String> columns = new ArrayList<>();
    SHOWN.forEach(field -> columns.add(title(EventWords.of(field))));
    columns.add(2, title(OUTCOME));
    return new ExploreTable(columns, events.stream().map(one -> row(one, query, now)).toList());
  }

  private static String title(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static Row row(StoredEvent stored, ExploreQuery query, Instant now) {
    List<Cell> cells = new ArrayList<>();
    for (EventField field : SHOWN) {
      String value = EventWords.value(field, stored);
      cells.add(cell(query, EventWords.of(field), field.label(), value == null ? "" : value));
    }
    Outcome outcome = stored.event().outcome();
    cells.add(2, cell(query, OUTCOME, OUTCOME, outcome.name().toLowerCase(Locale.ROOT)));
    return new Row(
        Moment.of(stored.event().timestamp(), now),
        Href.account(stored.event().account().value()),
        cells,
        stored.event().enforced());
  }

  private static Cell cell(ExploreQuery query, String name, String parameter, String value) {
    if (value.isEmpty()) {
      return new Cell(name, "", "", "", "");
    }
    boolean isAsked = value.equals(query.said().get(parameter));
    return new Cell(
        name,
        Shown.name(value),
        Shown.line(value),
        query.only(parameter, value),
        isAsked ? "" : query.with(parameter, value));
  }
}
