package dev.ringwatch.app.hunt;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.postgres.hunt.Hunt;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The list of hunts as a file. */
@Configuration(proxyBeanMethods = false)
class HuntTables {

  @Bean
  CsvTable<Hunt> huntsFile(HuntDesk desk) {
    return CsvTable.of(
        "hunts",
        AuditAction.HUNT_LIST,
        List.of(
            CsvColumn.of("name", Hunt::name),
            CsvColumn.of("title", hunt -> hunt.words().title()),
            CsvColumn.of("question", hunt -> hunt.words().question()),
            CsvColumn.of("hit", hunt -> hunt.words().hit()),
            CsvColumn.of("innocent", hunt -> hunt.words().innocent()),
            CsvColumn.of("own", Hunt::isOwn)),
        request ->
            CsvRows.of(
                Parameters.of(request, List.of()).asked(), CsvSource.whole(desk.list().hunts())));
  }
}
