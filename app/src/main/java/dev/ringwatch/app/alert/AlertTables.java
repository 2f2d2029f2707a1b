package dev.ringwatch.app.alert;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.postgres.alert.Delivery;
import dev.ringwatch.postgres.alert.DeliveryLog;
import dev.ringwatch.postgres.alert.Endpoint;
import dev.ringwatch.postgres.alert.EndpointFormat;
import dev.ringwatch.postgres.alert.EndpointRequest;
import dev.ringwatch.postgres.alert.Endpoints;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What was sent, and where to, as files. */
@Configuration(proxyBeanMethods = false)
class AlertTables {

  @Bean
  CsvTable<Delivery> deliveriesFile(DeliveryLog log) {
    return CsvTable.of(
        "deliveries",
        AuditAction.DELIVERY_LIST,
        List.of(
            CsvColumn.of("id", Delivery::id),
            CsvColumn.of("incident", one -> number(one.incident())),
            CsvColumn.of("endpoint", Delivery::endpointName),
            CsvColumn.of("change", Delivery::change),
            CsvColumn.of("state", one -> one.state().word()),
            CsvColumn.of("reason", one -> one.state().reason()),
            CsvColumn.of("tries", one -> one.state().tries()),
            CsvColumn.of("created", one -> one.state().createdAt()),
            CsvColumn.of("next_attempt", one -> one.state().nextAttemptAt()),
            CsvColumn.of("delivered", one -> one.state().deliveredAt()),
            CsvColumn.of("digest", one -> one.state().digest()),
            CsvColumn.of("stands_for", one -> one.state().standsFor())),
        request -> {
          DeliveryQuery query = DeliveryQuery.of(request);
          return CsvRows.of(
              query.asked(),
              CsvSource.paged((last, limit) ->
                  log.page(
                      query.filter(),
                      last == null ? OptionalLong.empty() : OptionalLong.of(last.place()),
                      limit)));
        });
  }

  private static @Nullable Object number(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  @Bean
  CsvTable<Endpoint> endpointsFile(Endpoints endpoints) {
    return CsvTable.of(
            "endpoints",
            AuditAction.ENDPOINT_LOOK,
            List.of(
                CsvColumn.of("id", Endpoint::id),
                CsvColumn.of("name", Endpoint::name),
                CsvColumn.of("format", one -> one.format().label()),
                CsvColumn.of("to", AlertTables::to),
                CsvColumn.of("least_band", one -> one.leastBand().label()),
                CsvColumn.of("kinds", AlertTables::kinds),
                CsvColumn.of("created", Endpoint::createdAt),
                CsvColumn.of("disabled", Endpoint::disabledAt),
                CsvColumn.of("disabled_reason", Endpoint::disabledReason),
                CsvColumn.of("failures_in_row", one -> one.circuit().failuresInRow()),
                CsvColumn.of("quiet_until", one -> one.circuit().quietUntil())),
            request ->
                CsvRows.of(
                    Parameters.of(request, List.of()).asked(),
                    CsvSource.<Endpoint>paged(
                        (last, limit) -> endpoints.page(last == null ? null : last.name(), limit))))
        .forAdministrators();
  }

  /** As the page has it: the rest of an address may be what lets one in there. */
  private static String to(Endpoint endpoint) {
    return endpoint.format() == EndpointFormat.EMAIL
        ? endpoint.url().substring(EndpointRequest.MAILTO.length())
        : String.valueOf(URI.create(endpoint.url()).getHost());
  }

  private static List<String> kinds(Endpoint endpoint) {
    return endpoint.kinds().stream().map(IncidentKind::label).sorted().toList();
  }
}
