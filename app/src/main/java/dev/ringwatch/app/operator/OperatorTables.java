package dev.ringwatch.app.operator;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.postgres.Operator;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Operators as a file. */
@Configuration(proxyBeanMethods = false)
class OperatorTables {

  @Bean
  CsvTable<Operator> operatorsFile(OperatorDesk desk) {
    return CsvTable.of(
            "operators",
            AuditAction.OPERATOR_LOOK,
            List.of(
                CsvColumn.of("id", Operator::id),
                CsvColumn.of("login", Operator::login),
                CsvColumn.of("name", Operator::displayName),
                CsvColumn.of("role", one -> one.role().word()),
                CsvColumn.of("password", Operator::hasPassword),
                CsvColumn.of("second_factor", Operator::hasSecondFactor),
                CsvColumn.of("sign_on", Operator::bySignOn),
                CsvColumn.of("created", Operator::createdAt),
                CsvColumn.of("last_login", Operator::lastLoginAt),
                CsvColumn.of("disabled", Operator::disabledAt)),
            request ->
                CsvRows.of(Parameters.of(request, List.of()).asked(), CsvSource.whole(desk.list())))
        .forAdministrators();
  }
}
