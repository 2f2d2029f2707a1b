package dev.ringwatch.app.summary;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.postgres.figures.Figures;
import dev.ringwatch.postgres.figures.Metric;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The figures of the overview as a file. */
@Configuration(proxyBeanMethods = false)
class SummaryTables {

  /**
   * A figure in a step.
   *
   * @param metric what
   * @param label what of it; empty for all
   * @param from when the step began
   * @param value how much; null if that is not known
   */
  record Row(String metric, String label, Instant from, @Nullable Double value) {}

  @Bean
  CsvTable<Row> overviewFile(SummarySources sources, Clock clock) {
    return CsvTable.of(
        "overview",
        AuditAction.OVERVIEW_FIGURES,
        List.of(
            CsvColumn.of("figure", Row::metric),
            CsvColumn.of("label", Row::label),
            CsvColumn.of("from", Row::from),
            CsvColumn.of("value", Row::value)),
        request -> {
          Parameters parameters = Parameters.of(request, List.of(Period.RANGE));
          Period period = Period.of(parameters.text(Period.RANGE).orElse(Period.DAY.range()));
          Figures figures =
              sources.figures().read(period.from(clock.instant()), period.step(), period.steps());
          return CsvRows.of(parameters.asked(), CsvSource.whole(rows(figures)));
        });
  }

  /** Every figure and label in every step of the time and of the one before, the oldest first. */
  static List<Row> rows(Figures figures) {
    List<Row> rows = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      new TreeMap<>(figures.values().getOrDefault(metric, Map.of()))
          .forEach((label, places) -> {
            for (int place = -figures.steps(); place < figures.steps(); place++) {
              Double value =
                  places.getOrDefault(place, metric.kind() == Metric.Kind.COUNTED ? 0.0 : null);
              rows.add(new Row(metric.label(), label, figures.at(place), value));
            }
          });
    }
    return rows;
  }
}
