package dev.ringwatch.app.lists;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.ListEntry;
import dev.ringwatch.postgres.ListKind;
import dev.ringwatch.postgres.Lists;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A list as a file. */
@Configuration(proxyBeanMethods = false)
class ListTables {

  @Bean
  CsvTable<ListEntry> listedFile(ListDesk desk) {
    return CsvTable.of(
        "listed",
        AuditAction.LIST_LOOK,
        List.of(
            CsvColumn.of("list", one -> one.kind().word()),
            CsvColumn.of("what", one -> one.what().word()),
            CsvColumn.of("value", ListEntry::value),
            CsvColumn.of("reason", ListEntry::reason),
            CsvColumn.of("created_by", ListEntry::createdBy),
            CsvColumn.of("created", ListEntry::createdAt),
            CsvColumn.of("expires", ListEntry::expiresAt)),
        request -> {
          Parameters parameters = Parameters.of(request, List.of("list"));
          Lists.Filter filter =
              new Lists.Filter(
                  kind(parameters.needed("list", "name a list, as list=allow or list=watch")),
                  Optional.empty(),
                  Optional.empty());
          return CsvRows.of(
              parameters.asked(),
              CsvSource.paged((last, limit) ->
                  desk.page(
                      filter,
                      last == null ? null : new Lists.Place(last.what(), last.value()),
                      limit)));
        });
  }

  private static ListKind kind(String word) {
    return ListKind.of(word)
        .orElseThrow(() -> new UnusableRequestException("list is allow or watch, not " + word));
  }
}
