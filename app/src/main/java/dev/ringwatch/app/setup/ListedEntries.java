package dev.ringwatch.app.setup;

import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.ListEntry;
import dev.ringwatch.postgres.ListKind;
import dev.ringwatch.postgres.ListedWhat;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A list as it is shown.
 *
 * @param frame what stands around it
 * @param list its word
 * @param lists the lists there are
 * @param rows an entry each, by field, then value
 * @param next where the next page is
 */
record ListedEntries(
    Frame frame, String list, List<Choice> lists, List<Row> rows, Optional<String> next) {

  /** The fields to choose from. */
  static final List<String> FIELDS =
      Arrays.stream(ListedWhat.values()).map(ListedWhat::word).toList();

  /**
   * An entry.
   *
   * @param what which field of events the value is of
   * @param value the value, for the form
   * @param shown the value as it is shown
   * @param href where the value leads
   * @param reason why it is listed
   * @param by who listed it
   * @param at when
   * @param end when it ends, or ended; empty for never
   * @param holds whether it holds now
   */
  record Row(
      String what,
      String value,
      String shown,
      String href,
      String reason,
      String by,
      Moment at,
      Optional<Moment> end,
      boolean holds) {}

  /**
   * What there is to show.
   *
   * @param entries a page of them
   * @param next where the next page is
   * @param now the present
   */
  record Found(List<ListEntry> entries, Optional<String> next, Instant now) {}

  static ListedEntries of(Frame frame, ListKind kind, Found found, Names names) {
    return new ListedEntries(
        frame,
        kind.word(),
        List.of(choice("Let pass", ListKind.ALLOW, kind), choice("Watched", ListKind.WATCH, kind)),
        found.entries().stream().map(one -> row(one, names, found.now())).toList(),
        found.next());
  }

  private static Choice choice(String name, ListKind kind, ListKind chosen) {
    return new Choice(name, "/lists?list=" + kind.word(), kind == chosen);
  }

  private static Row row(ListEntry entry, Names names, Instant now) {
    return new Row(
        entry.what().word(),
        entry.value(),
        Shown.line(entry.value()),
        href(entry),
        Shown.text(entry.reason(), ListEntry.MAX_REASON_LENGTH),
        names.of(entry.createdBy()),
        Moment.of(entry.createdAt(), now),
        Optional.ofNullable(entry.expiresAt())
            .map(end -> end.isAfter(now) ? Moment.ahead(end, now) : Moment.of(end, now)),
        entry.holdsAt(now));
  }

  private static String href(ListEntry entry) {
    String value = URLEncoder.encode(entry.value(), StandardCharsets.UTF_8);
    return switch (entry.what()) {
      case ACCOUNT -> "/accounts?id=" + value;
      case DEVICE -> "/explore?device_id=" + value;
      case IP -> "/explore?ip=" + value;
      case PAYMENT -> "/explore?payment_id=" + value;
    };
  }
}
