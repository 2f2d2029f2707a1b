package dev.ringwatch.app.overview;

import dev.ringwatch.app.incident.IncidentJson;
import dev.ringwatch.app.incident.IncidentReader;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.page.Pill;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.alert.Attempt;
import dev.ringwatch.postgres.alert.Delivery;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.postgres.incident.KeptMove;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * One incident as it is shown.
 *
 * @param frame what stands around it
 * @param head what it is and how it stands
 * @param decide what can be decided
 * @param why why it was opened
 * @param members of a ring
 * @param history what became of it, the newest first
 * @param told the messages about it
 * @param untold why people were not told
 */
record OneIncident(
    Frame frame,
    Head head,
    Decide decide,
    Why why,
    Members members,
    List<Line> history,
    DeliveryTable told,
    List<SuppressionList.Row> untold) {

  private static final int MEMBERS_SHOWN = 20;
  private static final String INTERFACE = "/v1/accounts/";

  /**
   * What an incident is and how it stands.
   *
   * @param number its number
   * @param kind what it is about, in a word
   * @param subject the account, the ring, or what else it is about
   * @param href the page of that; its own if there is none
   * @param pill its score
   * @param state how it stands, in words
   * @param opened when it was opened
   * @param scores how its score came to be what it is
   * @param before the incident that it reopens; 0 for none
   */
  record Head(
      long number,
      String kind,
      String subject,
      String href,
      Pill pill,
      String state,
      Moment opened,
      String scores,
      long before) {}

  /**
   * What can be decided.
   *
   * @param may whether who looks may decide
   * @param open whether it is open
   * @param seen whether somebody has acknowledged it
   * @param silence where the form goes that silences it
   * @param key its matter, to stand in an address
   */
  record Decide(boolean may, boolean open, boolean seen, String silence, String key) {}

  /**
   * Why an incident was opened.
   *
   * @param parts the reasons on one scale
   * @param total what they sum to
   * @param links where the evidence is
   */
  record Why(List<Part> parts, String total, List<Link> links) {}

  /** Somewhere to read on. */
  record Link(String href, String text) {}

  /**
   * The members of a ring.
   *
   * @param first some of them
   * @param more how many more there are
   */
  record Members(List<Link> first, String more) {}

  /** Something that became of it. */
  record Line(Moment at, String sentence) {}

  /** There is no such incident. */
  record Nothing(Frame frame, String id) {}

  /**
   * It must not be shown to who looks while they have something that it is about.
   *
   * @param item where they decide
   */
  record Hidden(Frame frame, String id, String item) {}

  /**
   * What there is to show.
   *
   * @param story the incident and what became of it
   * @param told the messages about it, the newest first
   * @param attempts the last attempts at them
   * @param now the present
   */
  record Facts(
      IncidentReader.Story story, List<Delivery> told, Map<UUID, Attempt> attempts, Instant now) {}

  static OneIncident of(Frame frame, Facts facts, Names names) {
    KeptIncident incident = facts.story().incident();
    IncidentJson.Details details = IncidentJson.read(incident.details());
    Instant now = facts.now();
    return new OneIncident(
        frame,
        head(facts.story(), names, now),
        new Decide(
            !frame.role().equals(Role.VIEWER.word()),
            incident.handled().closed() == null,
            incident.handled().acknowledgedBy() != null,
            "/silences?kind=" + incident.kind().label() + "&subject=" + encoded(incident.subject()),
            encoded(incident.dedupKey())),
        new Why(Part.of(details.reasons()), Numbers.score(incident.score()), evidence(incident)),
        members(details),
        facts.story().moves().stream()
            .map(move ->
                new Line(Moment.of(move.at(), now), IncidentStory.sentence(move, names, now)))
            .toList(),
        DeliveryTable.of(facts.told(), facts.attempts(), now),
        facts.story().untold().stream().map(one -> SuppressionList.row(one, now)).toList());
  }

  private static Head head(IncidentReader.Story story, Names names, Instant now) {
    KeptIncident incident = story.incident();
    Long before = incident.reopens();
    return new Head(
        incident.id(),
        incident.kind().label(),
        Shown.line(incident.subject()),
        IncidentTable.href(incident),
        IncidentTable.pill(incident),
        IncidentStory.state(incident, names),
        Moment.of(incident.opened(), now),
        scores(story),
        before == null ? 0 : before);
  }

  private static String scores(IncidentReader.Story story) {
    OptionalDouble first = story.first().map(KeptMove::score).orElse(OptionalDouble.empty());
    String now = Numbers.score(story.incident().score());
    String band = ", at worst " + story.incident().band().label();
    return first.isPresent()
        ? "Score "
            + Numbers.score(first.getAsDouble())
            + " when it was opened, "
            + now
            + " now"
            + band
        : "Score " + now + band;
  }

  private static List<Link> evidence(KeptIncident incident) {
    String part = encoded(incident.subject()).replace("+", "%20");
    List<Link> links = new ArrayList<>();
    switch (incident.kind()) {
      case ACCOUNT, HUNT -> {
        String query = "?id=" + encoded(incident.subject());
        links.add(new Link(IncidentTable.href(incident), "the account"));
        links.add(new Link(INTERFACE + "events" + query, "what it did (JSON)"));
        links.add(new Link(INTERFACE + "scores" + query, "its scores over time (JSON)"));
      }
      case RING -> {
        links.add(new Link(IncidentTable.href(incident), "the ring"));
        links.add(new Link("/v1/rings/" + part + "/edges", "what its members share (JSON)"));
        links.add(new Link("/v1/rings/" + part + "/history", "what became of it (JSON)"));
      }
      case VOLUME -> links.add(new Link("/v1/events", "the latest events (JSON)"));
      case DRIFT -> {
        links.add(new Link("/calibration", "the thresholds, and how they hold"));
        links.add(new Link("/v1/models", "the models that were learned (JSON)"));
      }
      case LAG -> links.add(new Link("/v1/status", "how detection is (JSON)"));
    }
    return links;
  }

  private static Members members(IncidentJson.Details details) {
    List<Link> first =
        details.members().stream()
            .limit(MEMBERS_SHOWN)
            .map(member -> new Link(Href.account(member), Shown.name(member)))
            .toList();
    int more = details.memberCount() - first.size();
    return new Members(first, more > 0 ? Numbers.count(more) : "");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
