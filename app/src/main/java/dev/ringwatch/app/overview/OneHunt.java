package dev.ringwatch.app.overview;

import dev.ringwatch.app.hunt.HuntCell;
import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.page.TimeRange;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.ingest.SearchedValues;
import dev.ringwatch.postgres.events.EventField;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.hunt.HuntDurations;
import dev.ringwatch.postgres.hunt.HuntParameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A hunt as it is shown, with what it found if it was run.
 *
 * @param frame what stands around it
 * @param hunt what it says about itself
 * @param name its name
 * @param fields what can be said to it
 * @param problem why it was not run, if somebody wanted it to
 * @param found what it found; empty if it was not run
 * @param byItself how its last run on a schedule went; empty if it has had none
 */
record OneHunt(
    Frame frame,
    Hunt hunt,
    String name,
    List<Field> fields,
    Optional<String> problem,
    Optional<Found> found,
    Optional<ByItself> byItself) {

  /** The columns whose values are accounts or rings, which have pages. */
  private static final String ACCOUNT = "account_id";

  private static final String ACCOUNTS = "accounts";
  private static final String RING = "ring_id";

  /** There is no hunt of the name. */
  record Nobody(Frame frame, String name) {

    static Nobody of(Frame frame, String name) {
      return new Nobody(frame, Shown.name(name));
    }
  }

  /**
   * A field of the form.
   *
   * @param value what stands in it
   * @param usual what holds if it is left empty
   * @param words what it is
   */
  record Field(String name, String value, String usual, String words) {}

  /** What may be a link. */
  record Link(String text, Optional<String> href) {}

  /** A cell, with its links. */
  record Cell(boolean number, List<Link> links) {}

  /**
   * What was found.
   *
   * @param count how much, in words
   * @param took how long it took, in words
   * @param csv where the same is as CSV
   */
  record Found(
      String count, String took, String csv, List<String> columns, List<List<Cell>> rows) {}

  /**
   * How a run on the schedule went.
   *
   * @param words when, and how many accounts it found or why none
   * @param href where these are
   */
  record ByItself(String words, String href) {}

  static OneHunt of(
      Frame frame,
      Hunt hunt,
      Map<String, String> said,
      Optional<String> problem,
      Optional<HuntAnswer> answer,
      Optional<String> lastRun) {
    return new OneHunt(
        frame,
        hunt,
        hunt.name(),
        fields(hunt, said),
        problem,
        answer.map(found -> found(hunt, said, found)),
        lastRun.map(words -> new ByItself(words, "/v1/hunts/" + hunt.name() + "/findings")));
  }

  private static List<Field> fields(Hunt hunt, Map<String, String> said) {
    List<Field> fields = new ArrayList<>();
    fields.add(
        field(said, Hunt.SINCE, HuntDurations.write(hunt.since()), "From when, or how long ago"));
    fields.add(field(said, Hunt.UNTIL, "now", "Until when, or how long ago"));
    for (HuntParameter one : hunt.parameters()) {
      String usual = Objects.requireNonNullElse(one.usual(), HuntParameter.ANY);
      fields.add(field(said, one.name(), usual, one.words() + " (" + one.takes() + ")"));
    }
    fields.add(field(said, Hunt.LIMIT, Integer.toString(hunt.limit()), "The most rows"));
    return fields;
  }

  private static Field field(Map<String, String> said, String name, String usual, String words) {
    return new Field(name, said.getOrDefault(name, ""), usual, words);
  }

  private static Found found(Hunt hunt, Map<String, String> said, HuntAnswer answer) {
    String asked =
        said.entrySet().stream()
            .map(one -> "&" + encoded(one.getKey()) + "=" + encoded(one.getValue()))
            .collect(Collectors.joining());
    int rows = answer.rows().size();
    String count =
        (answer.more() || answer.cut() ? "The first " : "")
            + Numbers.count(rows)
            + (rows == 1 ? " row" : " rows");
    return new Found(
        count,
        Numbers.count(answer.took().toMillis()) + " ms",
        "/v1/hunts/" + hunt.name() + "/run?format=csv" + asked,
        answer.columns().stream().map(column -> Shown.name(column.replace('_', ' '))).toList(),
        answer.rows().stream().map(row -> cells(answer.columns(), row)).toList());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<Cell> cells(List<String> columns, List<@Nullable Object> row) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Object value = row.get(i);
      cells.add(new Cell(value instanceof Number, links(columns.get(i), value)));
    }
    return cells;
  }

  private static List<Link> links(String column, @Nullable Object value) {
    List<?> texts = value instanceof List<?> many ? many : List.of(HuntCell.shown(value));
    return texts.stream().map(text -> link(column, String.valueOf(text))).toList();
  }

  /** The events of the last week that have a value. */
  private static String explore(EventField field, String value) {
    return Choice.address(ExploreQuery.PATH, Map.of(TimeRange.RANGE, "7d"), field.label(), value);
  }

  private static Link link(String column, String text) {
    Optional<String> href =
        switch (column) {
          case ACCOUNT, ACCOUNTS -> Optional.of(Href.account(text));
          case RING -> Optional.of(RingTable.href(text));
          // What is a network is no single address, and cannot be looked for.
          default ->
              EventField.named(column)
                  .filter(field -> field != EventField.IP || !SearchedValues.isPrefix(text))
                  .map(field -> explore(field, text));
        };
    return new Link(Shown.line(text), text.isEmpty() ? Optional.empty() : href);
  }
}
