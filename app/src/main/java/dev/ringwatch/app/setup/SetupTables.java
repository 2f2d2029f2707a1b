package dev.ringwatch.app.setup;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.settings.SettingsInForce;
import dev.ringwatch.app.settings.ShownSetting;
import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.archive.ArchivedPart;
import dev.ringwatch.postgres.audit.AuditRow;
import dev.ringwatch.postgres.audit.AuditRows;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The audit log, the archive and the settings as files, for administrators. */
@Configuration(proxyBeanMethods = false)
class SetupTables {

  @Bean
  CsvTable<AuditRow> auditFile(AuditRows rows) {
    return CsvTable.of(
            "audit",
            AuditAction.AUDIT_EXPORT,
            List.of(
                CsvColumn.of("row", AuditRow::seq),
                CsvColumn.of("at", AuditRow::at),
                CsvColumn.of("actor_kind", AuditRow::actorKind),
                CsvColumn.of("actor_id", AuditRow::actorId),
                CsvColumn.of("action", AuditRow::action),
                CsvColumn.of("object_kind", AuditRow::objectKind),
                CsvColumn.of("object", row -> row.object().plain().orElse(null)),
                CsvColumn.of("outcome", AuditRow::outcome),
                CsvColumn.of("request_id", AuditRow::requestId),
                CsvColumn.of(
                    "details", row -> row.details().plain().map(SetupTables::words).orElse(null))),
            request -> {
              AuditQuery query = AuditQuery.of(request);
              return CsvRows.of(
                  query.asked(),
                  CsvSource.paged((last, limit) ->
                      rows.page(
                          query.filter(), last == null ? Long.MAX_VALUE : last.seq(), limit)));
            })
        .forAdministrators();
  }

  private static String words(Map<String, String> details) {
    return new TreeMap<>(details)
        .entrySet().stream()
            .map(one -> one.getKey() + ": " + one.getValue())
            .collect(Collectors.joining("; "));
  }

  @Bean
  CsvTable<ArchivedPart> archivesFile(ArchivedDays days) {
    return CsvTable.of(
            "archives",
            AuditAction.ARCHIVE_LOOK,
            List.of(
                CsvColumn.of("day", one -> one.day().toString()),
                CsvColumn.of("part", ArchivedPart::part),
                CsvColumn.of("file", one -> one.content().file()),
                CsvColumn.of("events", one -> one.content().events()),
                CsvColumn.of("bytes", one -> one.content().bytes()),
                CsvColumn.of("checksum", one -> one.content().checksum()),
                CsvColumn.of("written", ArchivedPart::writtenAt),
                CsvColumn.of("read_back", ArchivedPart::verifiedAt),
                CsvColumn.of("dropped", ArchivedPart::droppedAt)),
            request ->
                CsvRows.of(
                    Parameters.of(request, List.of()).asked(),
                    CsvSource.<ArchivedPart>paged((last, limit) ->
                        days.page(
                            last == null
                                ? null
                                : new ArchivedDays.Position(last.day(), last.part()),
                            limit))))
        .forAdministrators();
  }

  @Bean
  CsvTable<ShownSetting> configurationFile(SettingsInForce settings) {
    return CsvTable.of(
            "configuration",
            AuditAction.SETTINGS_LOOK,
            List.of(
                CsvColumn.of("setting", ShownSetting::name),
                CsvColumn.of("value", ShownSetting::value),
                CsvColumn.of("origin", ShownSetting::origin),
                CsvColumn.of("default", ShownSetting::standard),
                CsvColumn.of("variable", ShownSetting::variable),
                CsvColumn.of("meaning", ShownSetting::meaning)),
            request ->
                CsvRows.of(
                    Parameters.of(request, List.of()).asked(), CsvSource.whole(settings.table())))
        .forAdministrators();
  }
}
