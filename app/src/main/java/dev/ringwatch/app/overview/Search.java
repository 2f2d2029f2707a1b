package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Pill;
import dev.ringwatch.app.page.TimeRange;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.events.EventCount;
import dev.ringwatch.postgres.events.EventField;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.postgres.results.ListedAccount;
import dev.ringwatch.postgres.ring.KeptRing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found of a text, as it is shown.
 *
 * @param frame what stands around it
 * @param text what was looked for
 * @param reading what it reads as
 * @param ranges the times to choose from
 * @param problem why nothing could be looked for; empty if something was
 * @param panels what was found, kind by kind
 * @param nothing whether nothing was found at all
 */
record Search(
    Frame frame,
    String text,
    String reading,
    List<Choice> ranges,
    Optional<String> problem,
    List<Panel> panels,
    boolean nothing) {

  static final String PATH = "/search";

  /** The name of the parameter that the search box sends. */
  static final String TEXT = "q";

  private static final String TOO_SLOW =
      "This took too long and was given up; a shorter time is looked through sooner.";

  /**
   * What was found of a kind.
   *
   * @param title the kind
   * @param lines what was found
   * @param note what there is to say where that is nothing, or not all
   */
  record Panel(String title, List<Line> lines, String note) {}

  /**
   * Something that was found.
   *
   * @param name as it is shown
   * @param href its page
   * @param pill its score, if it has one
   * @param words what else there is to say
   */
  record Line(String name, String href, Optional<Pill> pill, String words) {}

  /** With nothing looked for yet. */
  static Search empty(Frame frame) {
    return new Search(frame, "", "", List.of(), Optional.empty(), List.of(), false);
  }

  /** With a text that cannot be looked for, or not now. */
  static Search problem(Frame frame, String text, String why) {
    return new Search(
        frame,
        text,
        "",
        List.of(),
        Optional.of(Shown.line("Nothing was looked for: " + why + ".")),
        List.of(),
        false);
  }

  static Search of(Frame frame, SearchText text, TimeRange range, Hits hits, Instant now) {
    List<Panel> panels = new ArrayList<>();
    panels.add(accounts(hits, now));
    panels.add(rings(hits, now));
    panels.add(incidents(text, hits, now));
    hits.uses().forEach(use -> panels.add(uses(use, range, now)));
    List<Panel> shown =
        panels.stream().filter(one -> !one.lines().isEmpty() || !one.note().isEmpty()).toList();
    return new Search(
        frame,
        text.text(),
        text.reading(),
        ranges(text, range),
        Optional.empty(),
        shown,
        panels.stream().allMatch(one -> one.lines().isEmpty()));
  }

  private static List<Choice> ranges(SearchText text, TimeRange range) {
    return TimeRange.names().stream()
        .map(name ->
            new Choice(
                name,
                Choice.address(PATH, Map.of(TEXT, text.text()), TimeRange.RANGE, name),
                name.equals(range.name())))
        .toList();
  }

  private static Panel accounts(Hits hits, Instant now) {
    List<Line> lines = new ArrayList<>();
    hits.account().ifPresent(one -> lines.add(line(one, now)));
    hits.beginning().ifPresent(all -> all.forEach(one -> lines.add(line(one, now))));
    return new Panel("Accounts with a score", lines, lines.isEmpty() ? "" : note(hits));
  }

  private static String note(Hits hits) {
    if (hits.beginning().isEmpty()) {
      return "Only the exact id was looked for: this database keeps no order to look for beginnings"
          + " in.";
    }
    return hits.beginning().get().size() < EverythingSearch.MOST_BEGINNINGS
        ? ""
        : "Of those that begin with it no more than "
            + EverythingSearch.MOST_BEGINNINGS
            + " are shown.";
  }

  private static Line line(ListedAccount account, Instant now) {
    return new Line(
        Shown.name(account.accountId()),
        Href.account(account.accountId()),
        Optional.of(Pill.of(account.risk(), account.band())),
        Numbers.count(account.events(), "event")
            + ", the last "
            + Moment.of(account.lastEvent(), now).ago());
  }

  private static Panel rings(Hits hits, Instant now) {
    return new Panel("Rings", hits.ring().map(one -> line(one, now)).stream().toList(), "");
  }

  private static Line line(KeptRing ring, Instant now) {
    Instant ended = ring.ended();
    return new Line(
        Shown.name(ring.id()),
        RingTable.href(ring.id()),
        Optional.of(Pill.ofRing(ring.score())),
        Numbers.count(ring.members(), "account")
            + (ended == null ? "" : ", ended " + Moment.of(ended, now).ago()));
  }

  private static Panel incidents(SearchText text, Hits hits, Instant now) {
    String note =
        text.incident().isPresent() && hits.incident().isEmpty() && text.text().startsWith("#")
            ? "There is no incident of that number."
            : "";
    return new Panel(
        "Incidents", hits.incident().map(one -> line(one, now)).stream().toList(), note);
  }

  private static Line line(KeptIncident incident, Instant now) {
    return new Line(
        "#" + incident.id(),
        IncidentTable.page(incident.id()),
        Optional.of(IncidentTable.pill(incident)),
        incident.kind().label()
            + " "
            + Shown.name(incident.subject())
            + ", "
            + IncidentTable.state(incident)
            + ", opened "
            + Moment.of(incident.opened(), now).ago());
  }

  private static Panel uses(Hits.Use use, TimeRange range, Instant now) {
    String title =
        use.field() == EventField.ACCOUNT_ID
            ? "Events of the account"
            : "Events by " + EventWords.of(use.field());
    if (use.count().isEmpty()) {
      return new Panel(title, List.of(), TOO_SLOW);
    }
    List<Line> lines =
        use.isFound()
            ? List.of(
                new Line(
                    Shown.name(use.value()),
                    Hits.href(use, range),
                    Optional.empty(),
                    words(use.count().get(), now)))
            : List.of();
    return new Panel(title, lines, "");
  }

  private static String words(EventCount count, Instant now) {
    String events =
        count.more()
            ? Numbers.count(count.events()) + "+ events"
            : Numbers.count(count.events(), "event");
    String last =
        count.isWhole()
            ? count.last().map(at -> ", the last " + Moment.of(at, now).ago()).orElse("")
            : "";
    return events + " of " + KeyChip.behind(count) + last;
  }
}
