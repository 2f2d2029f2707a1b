package dev.ringwatch.app.overview;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.incident.IncidentReader;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Panels;
import dev.ringwatch.postgres.events.MemberEvents.Lately;
import dev.ringwatch.postgres.ring.KeptEdge;
import dev.ringwatch.postgres.ring.KeptMember;
import dev.ringwatch.postgres.ring.KeptRing;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads the panels of a ring's page, each by itself. Safe for threads. */
@Component
final class RingParts {

  /** As many as are kept: the picture chooses what of them it draws. */
  private static final int EDGES = 2_000;

  /** Among these the picture chooses, where there are more members than are shown. */
  private static final int TIED = 300;

  private final PageSources sources;
  private final IncidentReader incidents;
  private final VerdictParts verdicts;

  RingParts(PageSources sources, IncidentReader incidents, VerdictParts verdicts) {
    this.sources = sources;
    this.incidents = incidents;
    this.verdicts = verdicts;
  }

  /**
   * What pictures of it rest on.
   *
   * @param members the riskiest, and then those who left
   * @param ties its strongest pairs
   */
  private record Ground(List<KeptMember> members, List<RingDrawing.Tied> ties) {}

  OneRing.Parts read(Frame frame, KeptRing ring, Who who, Instant now) {
    String id = ring.id();
    String matter = IncidentKind.RING.label() + ":" + id;
    Panel<List<KeptMember>> members =
        Panels.read("Its members", () -> sources.rings().riskiest(id, OneRing.MAX_MEMBERS + 1));
    Panel<Ground> ground =
        members.then("What ties its members", rows -> new Ground(rows, ties(id)));
    Panel<VerdictPart> verdict =
        Panels.read(
            "What was decided about it", () -> verdicts.ofRing(frame, id, ring.members(), who));
    return new OneRing.Parts(
        Panels.read(
            "Incidents about it",
            // What became of incidents says what was decided.
            () ->
                VerdictPart.isBlind(verdict) ? List.of() : IncidentLine.of(incidents, matter, now)),
        verdict,
        members.then("Its members", rows -> OneRing.Members.of(rows, now)),
        ground.then("What ties its members", known -> evidence(ring, known)),
        ground.then("What its members did", known -> strip(id, known, now)),
        Panels.read("What became of it", () -> history(id, now)));
  }

  private List<RingDrawing.Tied> ties(String ring) throws SQLException {
    List<KeptEdge> edges = sources.rings().edges(ring, null, EDGES);
    return edges.stream().map(RingDrawing.Tied::of).toList();
  }

  private RingEvidence evidence(KeptRing ring, Ground known) throws SQLException {
    List<KeptMember> members =
        known.members().size() > OneRing.MAX_MEMBERS
            ? sources.rings().mostTied(ring.id(), TIED)
            : known.members().stream().filter(one -> one.left() == null).toList();
    return RingEvidence.of(ring, members, known.ties(), sources.keys());
  }

  /** Of those with the most ties, and of the riskiest where too few have any. */
  private Optional<RingStrip> strip(String ring, Ground known, Instant now) throws SQLException {
    List<String> accounts =
        Stream.concat(
                sources.rings().mostTied(ring, RingStrip.MEMBERS).stream(),
                known.members().stream().filter(one -> one.left() == null))
            .map(KeptMember::account)
            .distinct()
            .limit(RingStrip.MEMBERS)
            .toList();
    Optional<Lately> lately = sources.together().look(accounts, RingStrip.SPAN, RingStrip.EVENTS);
    return lately
        .filter(found -> !found.events().isEmpty())
        .map(found -> RingStrip.of(accounts, found, RingStrip.shared(known.ties()), now));
  }

  private OneRing.History history(String ring, Instant now) throws SQLException {
    return OneRing.History.of(
        sources.rings().history(ring, Long.MAX_VALUE, OneRing.MAX_CHANGES + 1), ring, now);
  }
}
