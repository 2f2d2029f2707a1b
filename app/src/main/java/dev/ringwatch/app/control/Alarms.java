package dev.ringwatch.app.control;

import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.detection.SnapshotFile;
import dev.ringwatch.app.health.ComponentHealth;
import dev.ringwatch.app.health.SeenHealth;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.alert.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which alarms of docs/operations.md hold now, by what this server sees of itself. Those that say
 * the same as a part that is not well are said by that part.
 *
 * @param health how the parts are
 * @param status how far detection is
 * @param snapshot the newest snapshot; empty without one
 * @param deliveries how deliveries stand
 * @param recent what became of things within the last hour
 */
record Alarms(
    Health health,
    DetectionStatus status,
    Optional<SnapshotFile> snapshot,
    Backlog.Counts deliveries,
    Recent recent) {

  private static final Duration CLOSED_TICK = Duration.ofMinutes(10);
  private static final Duration SNAPSHOT_AGE = Duration.ofMinutes(15);
  private static final long SNAPSHOT_ENTRIES = 1_000_000;
  private static final double REJECTED_SHARE = 0.05;
  private static final double TURNED_AWAY_SHARE = 0.01;
  private static final double HEAP_SHARE = 0.9;

  /**
   * How the parts are.
   *
   * @param parts each
   * @param missing those for whose sake the server takes no events or answers no scores
   */
  record Health(List<SeenHealth> parts, List<String> missing) {}

  /**
   * Figures over the times that the rules look at; a time that has not passed yet since the start
   * is shorter.
   *
   * @param minutes5 the last five minutes
   * @param minutes10 the last ten minutes
   * @param minutes15 the last quarter of an hour
   * @param hour the last hour
   */
  record Recent(
      RecentFigures.Window minutes5,
      RecentFigures.Window minutes10,
      RecentFigures.Window minutes15,
      RecentFigures.Window hour) {

    static Recent of(RecentFigures figures) {
      return new Recent(
          figures.over(Duration.ofMinutes(5)),
          figures.over(Duration.ofMinutes(10)),
          figures.over(Duration.ofMinutes(15)),
          figures.over(Duration.ofHours(1)));
    }
  }

  /** Those that hold, the urgent ones first. */
  List<Alarm> holding() {
    List<Alarm> all = new ArrayList<>();
    if (!health.missing().isEmpty()) {
      all.add(
          new Alarm(
              "RingwatchNotReady",
              true,
              "The server takes no events or answers no scores, for the sake of "
                  + String.join(" and ", health.missing())
                  + ".",
              "See that part below."));
    }
    health.parts().stream()
        .map(SeenHealth::health)
        .filter(part -> part.state() != ComponentHealth.State.OK)
        .map(Alarms::ofPart)
        .forEach(all::add);
    ofLog(all);
    ofIngest(all);
    ofMachine(all);
    return all.stream()
        .sorted((one, other) -> Boolean.compare(other.urgent(), one.urgent()))
        .toList();
  }

  private static Alarm ofPart(ComponentHealth part) {
    boolean fails = part.state() == ComponentHealth.State.FAIL;
    return new Alarm(
        fails ? "RingwatchComponentFails" : "RingwatchComponentWarns",
        fails,
        part.name() + (fails ? " fails: " : " warns: ") + part.sentence() + ".",
        Advice.about(part.name()));
  }

  private void ofLog(List<Alarm> into) {
    Instant now = recent.hour().now().at();
    status
        .closed()
        .map(tick -> Duration.between(tick.next().start(), now))
        .filter(age -> age.compareTo(CLOSED_TICK) > 0)
        .ifPresent(age ->
            into.add(
                new Alarm(
                    "RingwatchTicksDoNotClose",
                    false,
                    "No minute was closed for "
                        + Numbers.rough(age)
                        + ": final scores do not move.",
                    "See detection and its lag below.")));
    long behind = status.readSeq() - status.snapshotSeq();
    if (behind > SNAPSHOT_ENTRIES
        && snapshot
            .map(file -> Duration.between(file.written(), now).compareTo(SNAPSHOT_AGE) > 0)
            .orElse(true)) {
      into.add(
          new Alarm(
              "RingwatchNoSnapshots",
              false,
              "No snapshot for " + Numbers.count(behind) + " entries: the next start takes long.",
              "See the server's log; is there room in the data folder, and may the server write"
                  + " there?"));
    }
    long aside = grown(recent.hour(), Sample::setAside);
    if (aside > 0) {
      into.add(
          new Alarm(
              "RingwatchSetsAside",
              false,
              Numbers.count(aside) + " entries of the log could not be processed within an hour.",
              "See what was set aside, and report it with its error."));
    }
  }

  private void ofIngest(List<Alarm> into) {
    long accepted = grown(recent.minutes15(), one -> one.events().accepted());
    if (accepted == 0 && lasts(recent.minutes15(), 14)) {
      into.add(
          new Alarm(
              "RingwatchNoEvents",
              false,
              "No event came for a quarter of an hour.",
              "Is the sender well? Were its key revoked, its requests would be answered with 401."));
    }
    long rejected = grown(recent.minutes10(), one -> one.events().rejected());
    long taken = grown(recent.minutes10(), one -> one.events().accepted());
    if (rejected > REJECTED_SHARE * (taken + rejected)) {
      into.add(
          new Alarm(
              "RingwatchRejectsEvents",
              false,
              Numbers.percent(rejected, taken + rejected)
                  + " of the events of the last ten minutes were rejected.",
              "See the rejected events: each says why."));
    }
    long away = grown(recent.minutes5(), one -> one.requests().turnedAway());
    long all = grown(recent.minutes5(), one -> one.requests().all());
    if (away > TURNED_AWAY_SHARE * all) {
      into.add(
          new Alarm(
              "RingwatchIngestFails",
              true,
              Numbers.percent(away, all)
                  + " of the requests with events of the last five minutes were turned away.",
              "With 503 the database does not answer, with 429 more comes than can be written; senders"
                  + " come again. The server's log says more."));
    }
  }

  private void ofMachine(List<Alarm> into) {
    RecentFigures.Window quarter = recent.minutes15();
    if (lasts(quarter, 14) && quarter.all().stream().allMatch(one -> one.heap() > HEAP_SHARE)) {
      into.add(
          new Alarm(
              "RingwatchHeapFull",
              true,
              "The heap is nearly full.",
              "Give the server more memory (RINGWATCH_HEAP), or let it remember less"
                  + " (ringwatch.detection.max-state)."));
    }
    long shed = grown(recent.hour(), Sample::shed);
    if (shed > 0) {
      into.add(
          new Alarm(
              "RingwatchSheds",
              false,
              "The state does not fit: "
                  + Numbers.count(shed)
                  + " keys and accounts were shed within an hour.",
              "Is somebody flooding it? If not, give the server more memory."));
    }
    if (deliveries.paused() > 0) {
      into.add(
          new Alarm(
              "RingwatchEndpointsFail",
              false,
              Numbers.count(deliveries.paused(), "endpoint")
                  + " of alerts do not take what is sent.",
              "The endpoints say what failed last; what waits is tried now and then."));
    }
    RecentFigures.Window lately = recent.minutes5();
    if (lasts(lately, 4) && lately.all().stream().allMatch(one -> one.awaited() > 0)) {
      into.add(
          new Alarm(
              "RingwatchConnectionsAwaited",
              false,
              "Requests wait for connections to the database.",
              "Look what the database does; is its disk slow, or does somebody hold a lock?"));
    }
  }

  /** Whether the server has run for as long as a rule looks back, or nearly so. */
  private static boolean lasts(RecentFigures.Window window, int minutes) {
    return window.length().compareTo(Duration.ofMinutes(minutes)) > 0;
  }

  /** A figure of a sample. */
  private interface Figure {
    long of(Sample sample);
  }

  /** By how much a count has grown; by nothing where it began anew. */
  private static long grown(RecentFigures.Window window, Figure figure) {
    return Math.max(0, figure.of(window.now()) - figure.of(window.from()));
  }
}
