package dev.ringwatch.app.key;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.postgres.ApiKey;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** API keys as a file, without their secrets. */
@Configuration(proxyBeanMethods = false)
class KeyTables {

  @Bean
  CsvTable<ApiKey> keysFile(KeyDesk desk) {
    return CsvTable.of(
            "keys",
            AuditAction.KEY_LOOK,
            List.of(
                CsvColumn.of("id", ApiKey::id),
                CsvColumn.of("name", ApiKey::name),
                CsvColumn.of("begins", ApiKey::secretStart),
                CsvColumn.of("scopes", KeyDesk::scopes),
                CsvColumn.of("source", ApiKey::source),
                CsvColumn.of("accounts", ApiKey::accountPrefix),
                CsvColumn.of("created", ApiKey::createdAt),
                CsvColumn.of("expires", ApiKey::expiresAt),
                CsvColumn.of("revoked", ApiKey::revokedAt),
                CsvColumn.of("last_used", ApiKey::lastUsedAt)),
            request ->
                CsvRows.of(Parameters.of(request, List.of()).asked(), CsvSource.whole(desk.list())))
        .forAdministrators();
  }
}
