package dev.ringwatch.app.control;

import dev.ringwatch.app.detection.DetectionFigures;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.detection.SnapshotFile;
import dev.ringwatch.app.page.Card;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.chart.ActivityChart;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.Sizes;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.PoolUse;
import dev.ringwatch.postgres.alert.Backlog;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the server knows of itself, as figures. */
final class FigureCards {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Alarms facts;
  private final OperationsPage.Watched watched;
  private final Instant now;

  FigureCards(Alarms facts, OperationsPage.Watched watched, Instant now) {
    this.facts = facts;
    this.watched = watched;
    this.now = now;
  }

  /** What comes in, and what becomes of it. */
  List<Card> ingest() {
    RecentFigures.Window minute = watched.recent().over(MINUTE);
    Sample.Events since = minute.now().events();
    List<Card> cards = new ArrayList<>();
    cards.add(card("Ingest", rate(minute), "events a second, over the last minute"));
    cards.add(
        card(
            "Taken",
            Numbers.count(since.accepted()),
            Numbers.count(since.duplicates()) + " more were duplicates; since the start"));
    cards.add(card("Rejected", Numbers.count(since.rejected()), "since the start"));
    if (!facts.status().isLeftToFlink()) {
      cards.add(
          card(
              "Backlog",
              Numbers.count(facts.status().lag()),
              "entries of the log that detection has not seen"));
      cards.add(card("Lag", lag(watched.health().lag()), "the oldest of them has waited"));
    }
    return List.copyOf(cards);
  }

  private static String lag(Duration lag) {
    return lag.isZero() ? "0\u00a0s" : Numbers.rough(lag);
  }

  private static String rate(RecentFigures.Window minute) {
    double seconds = minute.length().toMillis() / 1e3;
    long events = minute.now().events().accepted() - minute.from().events().accepted();
    double rate = seconds < 1 ? 0 : Math.max(0, events) / seconds;
    return rate < 10 ? String.format(Locale.ROOT, "%.1f", rate) : Numbers.count(Math.round(rate));
  }

  /** Events taken in each minute of the last hour; empty in the first minute. */
  Optional<Content> chart() {
    List<Sample> all = facts.recent().hour().all();
    Instant from = all.getFirst().at();
    long minutes = Duration.between(from, all.getLast().at()).toMinutes();
    if (minutes < 1) {
      return Optional.empty();
    }
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < minutes; i++) {
      counts.add(0L);
    }
    for (int i = 1; i < all.size(); i++) {
      int minute = (int) Duration.between(from, all.get(i - 1).at()).toMinutes();
      long came = all.get(i).events().accepted() - all.get(i - 1).events().accepted();
      if (minute < minutes) {
        counts.set(minute, counts.get(minute) + Math.max(0, came));
      }
    }
    return Optional.of(new ActivityChart(from, MINUTE, counts, List.of(), List.of()).draw());
  }

  /** How detection does. */
  List<Card> detection() {
    DetectionStatus status = facts.status();
    DetectionFigures figures = watched.detection().figures();
    if (status.isLeftToFlink()) {
      return ofFlink(status, figures);
    }
    return List.of(
        card("Detection", state(status.state()), detection(status)),
        card(
            "Last closed minute",
            status.closed().map(tick -> Moment.of(tick.next().start(), now).ago()).orElse("none"),
            "closing it took " + Numbers.duration(figures.ticks().last())),
        card(
            "Accounts",
            Numbers.count(status.accounts()),
            Numbers.count(figures.keys(), "link key")),
        card(
            "Rings",
            Numbers.count(figures.rings()),
            "the last search took " + Numbers.duration(figures.ringSearch())),
        card("Model", model(figures), modelFrom(figures)),
        card("State", Sizes.of(figures.stateBytes()), shed(figures)));
  }

  /** What the job says of its own work, Flink's pages and metrics have. */
  private List<Card> ofFlink(DetectionStatus status, DetectionFigures figures) {
    return List.of(
        card("Detection", state(status.state()), "its checkpoints are in Flink's own pages"),
        card(
            "Last minute written",
            status.closed().map(tick -> Moment.of(tick.next().start(), now).ago()).orElse("none"),
            "all that the job says up to it is here"),
        card("Accounts", Numbers.count(status.accounts()), "have a score"),
        card("Rings", Numbers.count(figures.rings()), "live"),
        card("Model", model(figures), modelFrom(figures)));
  }

  private static String state(DetectionStatus.State state) {
    return switch (state) {
      case STANDING_BY -> "standing by";
      case STARTING -> "starting";
      case CATCHING_UP -> "catching up";
      case LIVE -> "live";
      case BEHIND -> "behind";
      case FAILED -> "stands still";
      case LEFT_TO_FLINK -> "a Flink job's";
    };
  }

  private static String detection(DetectionStatus status) {
    return status.late() == 0
        ? "no event came after its minute had closed"
        : Numbers.count(status.late(), "event") + " came after their minute had closed";
  }

  private static String model(DetectionFigures figures) {
    return figures.modelAccounts() == 0 ? "none yet" : Numbers.count(figures.modelAccounts());
  }

  private String modelFrom(DetectionFigures figures) {
    return figures
        .modelFrom()
        .filter(_ -> figures.modelAccounts() > 0)
        .map(Tick::start)
        .map(from -> "accounts it was learned from, " + Moment.of(from, now).ago())
        .orElse("scores begin with the first");
  }

  private static String shed(DetectionFigures figures) {
    long shed = figures.shed().keys() + figures.shed().accounts();
    return shed == 0 ? "all of it fits" : Numbers.count(shed) + " keys and accounts did not fit";
  }

  /** Snapshots, and the connections to the database. */
  List<Card> machine() {
    PoolUse use = watched.pool().use();
    List<Card> cards = new ArrayList<>();
    if (!facts.status().isLeftToFlink()) {
      cards.add(snapshot());
    }
    cards.add(
        card(
            "Database",
            Numbers.duration(watched.health().databaseTime()),
            "its last answer took; "
                + use.active()
                + " of "
                + use.max()
                + " connections in use, "
                + use.awaited()
                + " awaited"));
    cards.add(
        card(
            "Heap",
            Numbers.percent(facts.recent().hour().now().heap()),
            "of " + Sizes.of(Runtime.getRuntime().maxMemory())));
    return List.copyOf(cards);
  }

  private Card snapshot() {
    Optional<SnapshotFile> file = facts.snapshot();
    if (file.isEmpty()) {
      return card("Snapshot", "none yet", "the next start reads the whole log");
    }
    Duration took = watched.detection().figures().snapshotTime();
    return card(
        "Snapshot",
        Moment.of(file.get().written(), now).ago(),
        Sizes.of(file.get().bytes())
            + (took.isZero() ? "" : ", written in " + Numbers.duration(took))
            + "; "
            + Numbers.count(Math.max(0, facts.status().readSeq() - facts.status().snapshotSeq()))
            + " entries since");
  }

  /** How deliveries stand. */
  List<Card> deliveries() {
    Backlog.Counts counts = facts.deliveries();
    return List.of(
        card(
            "Alerts that wait",
            Numbers.count(counts.waiting()),
            counts.waiting() == 0
                ? "all were sent"
                : "the oldest for " + Numbers.rough(counts.oldest())),
        card("Given up", Numbers.count(counts.deadLately()), "within the last hour"),
        card(
            "Endpoints that fail",
            Numbers.count(counts.paused()),
            Numbers.count(counts.disabled()) + " more are turned off"));
  }

  private static Card card(String name, String value, String note) {
    return new Card(name, value, note, "");
  }
}
