package dev.ringwatch.app.hunt;

import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.hunt.HuntAsk;
import dev.ringwatch.postgres.hunt.HuntCatalogue;
import dev.ringwatch.postgres.hunt.HuntDurations;
import dev.ringwatch.postgres.hunt.HuntParameter;
import dev.ringwatch.postgres.hunt.UnusableHunt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Hunts as the HTTP interface shows them. Names are a contract. */
public final class HuntJson {

  /** As the server's own: names in small letters. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private HuntJson() {}

  /**
   * A parameter.
   *
   * @param usual what holds unless something else is said; null for any
   */
  record ParameterView(
      String name,
      String type,
      @Nullable String usual,
      @Nullable String least,
      @Nullable String most,
      String description) {

    static ParameterView of(HuntParameter one) {
      return new ParameterView(
          one.name(), one.type().word(), one.usual(), one.least(), one.most(), one.words());
    }
  }

  /**
   * A hunt.
   *
   * @param own whether it comes from the team's directory
   * @param since how far it looks back unless something else is said
   */
  record HuntView(
      String name,
      boolean own,
      String title,
      String question,
      String hit,
      String innocent,
      List<ParameterView> parameters,
      String since,
      int limit,
      String timeout) {

    static HuntView of(Hunt hunt) {
      return new HuntView(
          hunt.name(),
          hunt.isOwn(),
          hunt.words().title(),
          hunt.words().question(),
          hunt.words().hit(),
          hunt.words().innocent(),
          hunt.parameters().stream().map(ParameterView::of).toList(),
          HuntDurations.write(hunt.since()),
          hunt.limit(),
          HuntDurations.write(hunt.timeout()));
    }
  }

  /** A file that is no hunt: where, and why not. */
  record UnusableView(String file, @Nullable Integer line, String problem) {

    static UnusableView of(UnusableHunt one) {
      return new UnusableView(one.file(), one.line() == 0 ? null : one.line(), one.sentence());
    }
  }

  /** All hunts. */
  record ListView(List<HuntView> hunts, List<UnusableView> unusable) {

    static ListView of(HuntCatalogue.Listed listed) {
      return new ListView(
          listed.hunts().stream().map(HuntView::of).toList(),
          listed.unusable().stream().map(UnusableView::of).toList());
    }
  }

  /**
   * What a hunt found.
   *
   * @param parameters what it was asked with
   * @param rows a value by column; the worst first, as the hunt orders them
   * @param more whether there are more rows than these
   */
  public record AnswerView(
      String hunt,
      Instant since,
      Instant until,
      Map<String, String> parameters,
      List<String> columns,
      List<Map<String, @Nullable Object>> rows,
      boolean more,
      long tookMillis) {}

  /** What a hunt found. */
  public static AnswerView answer(Hunt hunt, HuntAsk ask, HuntAnswer answer) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (HuntParameter parameter : hunt.parameters()) {
      parameters.put(parameter.name(), HuntCell.text(ask.values().get(parameter.name())));
    }
    return new AnswerView(
        hunt.name(),
        ask.since(),
        ask.until(),
        parameters,
        answer.columns(),
        answer.rows().stream().map(row -> byColumn(answer.columns(), row)).toList(),
        answer.more() || answer.cut(),
        answer.took().toMillis());
  }

  /** What a hunt found, as the text that the HTTP interface answers. */
  public static String text(AnswerView answer) {
    return MAPPER.writeValueAsString(answer);
  }

  /** A row of an answer, as it is kept. */
  static String row(HuntAnswer answer, int row) {
    return MAPPER.writeValueAsString(byColumn(answer.columns(), answer.rows().get(row)));
  }

  private static Map<String, @Nullable Object> byColumn(
      List<String> columns, List<@Nullable Object> row) {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      cells.put(columns.get(i), row.get(i));
    }
    return cells;
  }
}
