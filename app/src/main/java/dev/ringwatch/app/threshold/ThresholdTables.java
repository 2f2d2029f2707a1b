package dev.ringwatch.app.threshold;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The history of thresholds as a file. */
@Configuration(proxyBeanMethods = false)
class ThresholdTables {

  @Bean
  CsvTable<KeptThreshold> thresholdsFile(ThresholdReader thresholds) {
    return CsvTable.of(
        "thresholds",
        AuditAction.THRESHOLD_LIST,
        List.of(
            CsvColumn.of("id", KeptThreshold::id),
            CsvColumn.of("kind", kept -> kept.kind().label()),
            CsvColumn.of("state", kept -> kept.state().word()),
            CsvColumn.of("threshold", KeptThreshold::threshold),
            CsvColumn.of("previous", KeptThreshold::previous),
            CsvColumn.of("reason", KeptThreshold::reason),
            CsvColumn.of("proposed", kept -> kept.proposed().at()),
            CsvColumn.of("proposed_by", kept -> kept.proposed().by()),
            CsvColumn.of("decided", ThresholdTables::decidedAt),
            CsvColumn.of("decided_by", ThresholdTables::decidedBy),
            CsvColumn.of("effective_from", kept -> start(kept.effectiveFrom()))),
        request ->
            CsvRows.of(
                Parameters.of(request, List.of()).asked(),
                CsvSource.paged((last, limit) ->
                    thresholds.page(
                        null, null, last == null ? Long.MAX_VALUE : last.id(), limit))));
  }

  private static @Nullable Object decidedAt(KeptThreshold kept) {
    KeptThreshold.Decision decision = kept.decision();
    return decision == null ? null : decision.act().at();
  }

  private static @Nullable Object decidedBy(KeptThreshold kept) {
    KeptThreshold.Decision decision = kept.decision();
    return decision == null ? null : decision.act().by();
  }

  private static @Nullable Object start(@Nullable Tick tick) {
    return tick == null ? null : tick.start();
  }
}
