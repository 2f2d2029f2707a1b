package dev.ringwatch.app.overview;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.NotLiveException;
import dev.ringwatch.app.incident.IncidentJson;
import dev.ringwatch.app.incident.IncidentReader;
import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Pill;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.ring.Looks;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.postgres.results.AccountPages;
import dev.ringwatch.postgres.results.RiskyAccount;
import dev.ringwatch.postgres.ring.KeptRing;
import dev.ringwatch.postgres.ring.Neighbour;
import dev.ringwatch.postgres.ring.Neighbours;
import dev.ringwatch.postgres.ring.RingJson;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Finds what is to be known of whom an item of the queue is about. Nothing of it says why it waits
 * nor what others decided.
 */
@Component
final class ItemSubjects {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int NEAR = 8;
  private static final int SENTENCES = 2;
  private static final int TIES = 8;
  private static final int EARLIER = 5;

  private final Detection detection;
  private final AccountPages accounts;
  private final Looks rings;
  private final Neighbours neighbours;
  private final IncidentReader incidents;
  private final Clock clock;

  ItemSubjects(
      Detection detection,
      AccountPages accounts,
      Looks rings,
      Neighbours neighbours,
      IncidentReader incidents,
      Clock clock) {
    this.detection = detection;
    this.accounts = accounts;
    this.rings = rings;
    this.neighbours = neighbours;
    this.incidents = incidents;
    this.clock = clock;
  }

  /** A score, what it is of, and why. */
  private record Score(Optional<Pill> pill, String about, ItemSubject.Why why) {}

  ItemSubject of(VerdictSubject subject) {
    return subject.isRing() ? ring(subject) : account(subject);
  }

  private ItemSubject account(VerdictSubject subject) {
    String id = subject.id();
    Score score = score(id);
    Optional<KeptRing> ring = VerdictReader.asked(() -> neighbours.ringOf(id)).flatMap(rings::find);
    return new ItemSubject(
        Shown.line(id),
        subject.kind().label(),
        Href.account(id),
        score.pill(),
        score.about(),
        score.why(),
        ring.map(one -> OneAccount.RingLine.of(one.id(), one.score())),
        ring.map(one -> near(one.id(), id)).orElse(List.of()),
        List.of(),
        List.of(),
        earlier(subject),
        found(id));
  }

  /** As of this moment, or, where detection does not know it or does not answer, as written. */
  private Score score(String id) {
    Optional<LiveScore> live = live(id).filter(one -> one.score().isPresent());
    if (live.isPresent()) {
      return live(live.get());
    }
    return VerdictReader.asked(() -> accounts.some(List.of(id))).stream()
        .findFirst()
        .map(this::written)
        .orElseGet(() ->
            new Score(
                Optional.empty(),
                "No score of it is written: there is no model yet, or all that it did was long ago.",
                new ItemSubject.Why(List.of(), "")));
  }

  private Optional<LiveScore> live(String id) {
    try {
      AccountId account = new AccountId(id);
      return Detection.await(detection.know(known -> known.liveScore(account)), PATIENCE);
    } catch (NotLiveException e) {
      // What was written last is shown in its place, and the page says of when that is.
      return Optional.empty();
    }
  }

  private Score live(LiveScore live) {
    return live.score()
        .map(score ->
            new Score(
                Optional.of(Pill.of(score.risk().score(), score.risk().band().label())),
                OneAccount.about(live) + " " + events(live.vector().events(), live.lastEvent()),
                new ItemSubject.Why(
                    Part.of(score.risk().reasons()), Numbers.score(score.risk().score()))))
        .orElseThrow();
  }

  private Score written(RiskyAccount account) {
    List<Reason> reasons =
        account.reasons().stream()
            .map(one -> new Reason(one.name(), one.points(), sentence(one.text(), one.name())))
            .toList();
    return new Score(
        Optional.of(Pill.of(account.riskScore(), account.band())),
        "Final as of the closed minute "
            + Numbers.minute(account.scoredAt())
            + " UTC. "
            + events(account.events(), account.lastEvent()),
        new ItemSubject.Why(Part.of(reasons), Numbers.score(account.riskScore())));
  }

  private static String sentence(String text, String name) {
    return text.isEmpty() ? name.replace('_', ' ') : text;
  }

  private String events(long events, Instant last) {
    return Numbers.count(events, "event")
        + "; the last one "
        + Moment.of(last, clock.instant()).ago()
        + ".";
  }

  private List<ItemSubject.Near> near(String ring, String account) {
    return VerdictReader.asked(() -> neighbours.of(ring, account, NEAR)).stream()
        .map(ItemSubjects::near)
        .toList();
  }

  private static ItemSubject.Near near(Neighbour one) {
    Double risk = one.risk();
    String band = one.band();
    return new ItemSubject.Near(
        Shown.name(one.account()),
        Href.account(one.account()),
        risk == null || band == null ? Optional.empty() : Optional.of(Pill.of(risk, band)),
        RingJson.readTies(one.evidence()).evidence().stream()
            .limit(SENTENCES)
            .map(tie -> Shown.line(tie.sentence()))
            .toList());
  }

  private List<ItemSubject.Earlier> earlier(VerdictSubject subject) {
    Instant now = clock.instant();
    return incidents.ofMatter(subject.dedupKey(), EARLIER + 1).stream()
        .filter(one -> one.handled().closed() != null)
        .limit(EARLIER)
        .map(one ->
            new ItemSubject.Earlier(
                "Incident " + one.id(), Moment.of(one.opened(), now), Numbers.score(one.score())))
        .toList();
  }

  private List<Part> found(String account) {
    return incidents.ofMatter(IncidentKind.HUNT.label() + ":" + account, 1).stream()
        .filter(one -> one.handled().closed() == null)
        .findFirst()
        .map(ItemSubjects::reasons)
        .orElse(List.of());
  }

  private static List<Part> reasons(KeptIncident incident) {
    return Part.of(IncidentJson.read(incident.details()).reasons());
  }

  private ItemSubject ring(VerdictSubject subject) {
    Optional<KeptRing> ring = rings.find(subject.id());
    Instant now = clock.instant();
    return new ItemSubject(
        Shown.line(subject.id()),
        subject.kind().label(),
        RingTable.href(subject.id()),
        ring.map(one -> Pill.ofRing(one.score())),
        ring.map(one -> OneRing.state(one, now)).orElse("This ring is not kept any more."),
        ring.map(one -> OneRing.why(one))
            .map(why -> new ItemSubject.Why(why.parts(), why.total()))
            .orElse(new ItemSubject.Why(List.of(), "")),
        Optional.empty(),
        List.of(),
        members(subject.id(), now),
        rings.ask(kept -> kept.edges(subject.id(), null, TIES)).stream()
            .map(edge -> RingEvidence.PairRow.of(RingDrawing.Tied.of(edge), ""))
            .toList(),
        earlier(subject),
        List.of());
  }

  private List<OneRing.MemberRow> members(String ring, Instant now) {
    return rings.ask(kept -> kept.riskiest(ring, OneRing.MAX_MEMBERS)).stream()
        .filter(member -> member.left() == null)
        .map(member -> OneRing.MemberRow.of(member, now))
        .toList();
  }
}
