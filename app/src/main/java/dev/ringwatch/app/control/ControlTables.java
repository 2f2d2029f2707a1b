package dev.ringwatch.app.control;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.postgres.RejectedEvents;
import dev.ringwatch.postgres.SetAsideEntry;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What was rejected and set aside, and what days take, as files. */
@Configuration(proxyBeanMethods = false)
class ControlTables {

  @Bean
  CsvTable<RejectedEvents.Kept> rejectedFile(ControlSources sources) {
    return CsvTable.of(
        "rejected",
        AuditAction.REJECTED_LIST,
        List.of(
            CsvColumn.of("received", one -> one.event().receivedAt()),
            CsvColumn.of("api_key", one -> one.event().apiKeyId()),
            CsvColumn.of("place", one -> one.event().batchIndex()),
            CsvColumn.of("kind", one -> one.event().kind()),
            CsvColumn.of("reason", one -> one.event().reason()),
            CsvColumn.of("text", one -> one.event().text())),
        request -> {
          RejectedQuery query = RejectedQuery.of(request);
          return CsvRows.of(
              query.asked(),
              CsvSource.paged((last, limit) ->
                  sources
                      .rejected()
                      .page(query.filter(), last == null ? null : last.place(), limit)));
        });
  }

  @Bean
  CsvTable<SetAsideEntry> setAsideFile(ControlSources sources) {
    return CsvTable.of(
        "set-aside",
        AuditAction.SET_ASIDE_LIST,
        List.of(
            CsvColumn.of("seq", SetAsideEntry::seq),
            CsvColumn.of("kind", SetAsideEntry::kind),
            CsvColumn.of("error", SetAsideEntry::error),
            CsvColumn.of("at", SetAsideEntry::at)),
        request ->
            CsvRows.of(
                Parameters.of(request, List.of()).asked(),
                CsvSource.<SetAsideEntry>paged((last, limit) ->
                    sources.setAside().page(last == null ? Long.MAX_VALUE : last.seq(), limit))));
  }

  @Bean
  CsvTable<EventPartitions.Size> daysFile(ControlSources sources) {
    return CsvTable.of(
        "days",
        AuditAction.DAY_LIST,
        List.of(
            CsvColumn.of("day", one -> one.day().toString()),
            CsvColumn.of("events_about", EventPartitions.Size::rows),
            CsvColumn.of("bytes", EventPartitions.Size::bytes)),
        request ->
            CsvRows.of(
                Parameters.of(request, List.of()).asked(),
                CsvSource.whole(sources.partitions().sizes())));
  }
}
