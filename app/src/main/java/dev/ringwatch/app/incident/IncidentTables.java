package dev.ringwatch.app.incident;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.verdict.Blindness;
import dev.ringwatch.postgres.incident.IncidentHistory;
import dev.ringwatch.postgres.incident.IncidentPages;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.postgres.incident.KeptMove;
import dev.ringwatch.postgres.incident.KeptSilence;
import dev.ringwatch.postgres.incident.Silences;
import dev.ringwatch.postgres.incident.Suppression;
import dev.ringwatch.postgres.incident.Suppressions;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Incidents, silences, and what people were not told, as files. */
@Configuration(proxyBeanMethods = false)
class IncidentTables {

  private static final String INCIDENT = "incident";

  @Bean
  CsvTable<KeptIncident> incidentsFile(IncidentPages incidents, Blindness blindness) {
    return CsvTable.of(
        "incidents",
        AuditAction.INCIDENT_LIST,
        List.of(
            CsvColumn.of("id", KeptIncident::id),
            CsvColumn.of("kind", incident -> incident.kind().label()),
            CsvColumn.of("subject", KeptIncident::subject),
            CsvColumn.of("score", KeptIncident::score),
            CsvColumn.of("band", incident -> incident.band().label()),
            CsvColumn.of("state", incident -> incident.state().word()),
            CsvColumn.of("provisional", KeptIncident::provisional),
            CsvColumn.of("opened", KeptIncident::opened),
            CsvColumn.of("last_evidence", KeptIncident::lastEvidence),
            CsvColumn.of("acknowledged", incident -> incident.handled().acknowledged()),
            CsvColumn.of("acknowledged_by", incident -> incident.handled().acknowledgedBy()),
            CsvColumn.of("assigned_to", incident -> incident.handled().assignedTo()),
            CsvColumn.of("closed", incident -> incident.handled().closed()),
            CsvColumn.of("closed_by", incident -> incident.handled().closedBy()),
            CsvColumn.of("close_reason", incident -> incident.handled().closeReason()),
            CsvColumn.of("reopens", KeptIncident::reopens),
            CsvColumn.of("silence", KeptIncident::silence),
            CsvColumn.of("reasons", IncidentTables::reasons)),
        request -> {
          IncidentQuery query = IncidentQuery.of(request);
          Who who = Who.of(request);
          CsvSource<KeptIncident> all =
              CsvSource.paged((last, limit) ->
                  incidents.page(query.filter(), last == null ? Long.MAX_VALUE : last.id(), limit));
          return CsvRows.of(
              query.asked(), () -> all.next().map(some -> blindness.shown(who, some)));
        });
  }

  private static List<String> reasons(KeptIncident incident) {
    return IncidentJson.read(incident.details()).reasons().stream()
        .map(reason -> reason.sentence())
        .toList();
  }

  @Bean
  CsvTable<KeptMove> incidentMovesFile(IncidentReader incidents, IncidentHistory history) {
    return CsvTable.of(
        "incident-history",
        AuditAction.INCIDENT_LOOK,
        List.of(
            CsvColumn.of("at", KeptMove::at),
            CsvColumn.of("last", KeptMove::last),
            CsvColumn.of("move", move -> move.kind().label()),
            CsvColumn.of("times", KeptMove::times),
            CsvColumn.of(
                "score", move -> move.score().isPresent() ? move.score().getAsDouble() : null),
            CsvColumn.of("band", move -> move.band().map(band -> band.label()).orElse(null)),
            CsvColumn.of("who", KeptMove::who),
            CsvColumn.of("words", KeptMove::words)),
        request -> {
          String id =
              Parameters.of(request, List.of(INCIDENT))
                  .needed(INCIDENT, "name an incident, as incident=NUMBER");
          boolean isThere = incidents.shown(incidents.find(id), Who.of(request)).isPresent();
          return CsvRows.of(
              id,
              isThere,
              CsvSource.paged((last, limit) ->
                  history.of(
                      Long.parseLong(id), last == null ? Long.MAX_VALUE : last.id(), limit)));
        });
  }

  @Bean
  CsvTable<KeptSilence> silencesFile(Silences silences) {
    return CsvTable.of(
        "silences",
        AuditAction.SILENCE_LOOK,
        List.of(
            CsvColumn.of("id", KeptSilence::id),
            CsvColumn.of("kinds", kept -> kinds(kept)),
            CsvColumn.of("subject", kept -> kept.silence().subject()),
            CsvColumn.of("from", kept -> kept.silence().from()),
            CsvColumn.of("length_minutes", kept -> kept.silence().length().toMinutes()),
            CsvColumn.of("rhythm", kept -> kept.silence().rhythm().name().toLowerCase(Locale.ROOT)),
            CsvColumn.of("until", kept -> kept.silence().until()),
            CsvColumn.of("reason", KeptSilence::reason),
            CsvColumn.of("created", KeptSilence::created),
            CsvColumn.of("created_by", KeptSilence::createdBy),
            CsvColumn.of("ended", KeptSilence::ended),
            CsvColumn.of("ended_by", KeptSilence::endedBy)),
        request ->
            CsvRows.of(
                Parameters.of(request, List.of()).asked(),
                CsvSource.paged((last, limit) ->
                    silences.page(last == null ? Long.MAX_VALUE : last.id(), limit))));
  }

  private static List<String> kinds(KeptSilence kept) {
    return kept.silence().kinds().stream().map(IncidentKind::label).sorted().toList();
  }

  @Bean
  CsvTable<Suppression> suppressionsFile(Suppressions suppressions) {
    return CsvTable.of(
        "suppressions",
        AuditAction.SUPPRESSION_LIST,
        List.of(
            CsvColumn.of("dedup_key", Suppression::dedupKey),
            CsvColumn.of("cause", suppression -> suppression.cause().label()),
            CsvColumn.of("incident", Suppression::incident),
            CsvColumn.of("reason", Suppression::reason),
            CsvColumn.of("score", Suppression::score),
            CsvColumn.of("times", Suppression::times),
            CsvColumn.of("first", Suppression::first),
            CsvColumn.of("last", Suppression::last)),
        request -> {
          SuppressionQuery query = SuppressionQuery.of(request);
          return CsvRows.of(
              query.asked(),
              CsvSource.paged((last, limit) ->
                  suppressions.page(
                      query.filter(),
                      last == null
                          ? Suppressions.Place.START
                          : new Suppressions.Place(last.last(), last.id()),
                      limit)));
        });
  }
}
