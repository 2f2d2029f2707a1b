package dev.ringwatch.app.ring;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.postgres.ring.KeptChange;
import dev.ringwatch.postgres.ring.KeptEdge;
import dev.ringwatch.postgres.ring.KeptMember;
import dev.ringwatch.postgres.ring.KeptRing;
import dev.ringwatch.postgres.ring.KeptRings;
import dev.ringwatch.postgres.ring.KeptRings.EndedPlace;
import dev.ringwatch.postgres.ring.KeptRings.LivingPlace;
import dev.ringwatch.postgres.ring.KeptRings.MemberPlace;
import dev.ringwatch.postgres.ring.RingJson;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rings, and what belongs to one, as files. */
@Configuration(proxyBeanMethods = false)
class RingTables {

  private static final String RING = "ring";

  @Bean
  CsvTable<KeptRing> ringsFile(KeptRings rings) {
    return CsvTable.of(
        "rings",
        AuditAction.RING_LIST,
        List.of(
            CsvColumn.of("ring_id", KeptRing::id),
            CsvColumn.of("ring_score", KeptRing::score),
            CsvColumn.of("members", KeptRing::members),
            CsvColumn.of("edges", KeptRing::edges),
            CsvColumn.of("first_seen", KeptRing::firstSeen),
            CsvColumn.of("last_seen", KeptRing::lastSeen),
            CsvColumn.of("ended", KeptRing::ended),
            CsvColumn.of("reasons", ring -> sentences(ring.reasons()))),
        request -> {
          RingQuery query = RingQuery.of(request);
          return CsvRows.of(
              query.asked(), query.isOfEnded() ? ended(rings, query) : living(rings, query));
        });
  }

  private static CsvSource<KeptRing> living(KeptRings rings, RingQuery query) {
    return CsvSource.paged((last, limit) ->
        rings.living(
            query.filter(), last == null ? LivingPlace.START : LivingPlace.of(last), limit));
  }

  private static CsvSource<KeptRing> ended(KeptRings rings, RingQuery query) {
    return CsvSource.paged((last, limit) ->
        rings.ended(query.filter(), last == null ? EndedPlace.START : place(last), limit));
  }

  private static EndedPlace place(KeptRing last) {
    // One of a list of those that have ended.
    return last.ended() == null ? EndedPlace.START : new EndedPlace(last.ended(), last.id());
  }

  private static List<String> sentences(String reasons) {
    return RingJson.readReasons(reasons).stream().map(reason -> reason.sentence()).toList();
  }

  @Bean
  CsvTable<KeptMember> ringMembersFile(KeptRings rings) {
    return CsvTable.of(
        "ring-members",
        AuditAction.RING_MEMBERS,
        List.of(
            CsvColumn.of("account_id", KeptMember::account),
            CsvColumn.of("role", KeptMember::role),
            CsvColumn.of("risk_score", KeptMember::risk),
            CsvColumn.of("band", KeptMember::band),
            CsvColumn.of("joined", KeptMember::joined),
            CsvColumn.of("left", KeptMember::left)),
        request ->
            ofRing(
                request,
                rings,
                ring ->
                    CsvSource.paged((last, limit) ->
                        rings.members(
                            ring,
                            last == null ? MemberPlace.START : MemberPlace.of(last),
                            limit))));
  }

  @Bean
  CsvTable<KeptEdge> ringEdgesFile(KeptRings rings) {
    return CsvTable.of(
        "ring-edges",
        AuditAction.RING_EDGES,
        List.of(
            CsvColumn.of("account_a", KeptEdge::a),
            CsvColumn.of("account_b", KeptEdge::b),
            CsvColumn.of("weight", KeptEdge::weight),
            CsvColumn.of("p_value", KeptEdge::pValue),
            CsvColumn.of("shared", edge -> RingJson.readTies(edge.evidence()).shared()),
            CsvColumn.of("evidence", edge -> evidence(edge))),
        request ->
            ofRing(
                request,
                rings,
                ring ->
                    CsvSource.paged((last, limit) ->
                        rings.edges(ring, last == null ? null : last.place(), limit))));
  }

  private static List<String> evidence(KeptEdge edge) {
    return RingJson.readTies(edge.evidence()).evidence().stream()
        .map(tie -> tie.kind() + " " + tie.value())
        .toList();
  }

  @Bean
  CsvTable<KeptChange> ringHistoryFile(KeptRings rings) {
    return CsvTable.of(
        "ring-history",
        AuditAction.RING_HISTORY,
        List.of(
            CsvColumn.of("ring_id", KeptChange::ringId),
            CsvColumn.of("at", KeptChange::at),
            CsvColumn.of("kind", KeptChange::kind),
            CsvColumn.of("other_ring", KeptChange::otherRing),
            CsvColumn.of("members", KeptChange::members),
            CsvColumn.of("joined", KeptChange::joined),
            CsvColumn.of("left", KeptChange::left),
            CsvColumn.of("joined_accounts", one -> RingJson.readNames(one.joinedAccounts())),
            CsvColumn.of("left_accounts", one -> RingJson.readNames(one.leftAccounts()))),
        request ->
            ofRing(
                request,
                rings,
                ring ->
                    CsvSource.paged((last, limit) ->
                        rings.history(ring, last == null ? Long.MAX_VALUE : last.entry(), limit))));
  }

  private static <T> CsvRows<T> ofRing(
      HttpServletRequest request, KeptRings rings, Function<String, CsvSource<T>> source)
      throws SQLException {
    String ring = Parameters.of(request, List.of(RING)).needed(RING, "name a ring, as ring=ID");
    boolean isThere = ring.indexOf(0) < 0 && rings.find(ring).isPresent();
    return CsvRows.of(ring, isThere, source.apply(ring));
  }
}
