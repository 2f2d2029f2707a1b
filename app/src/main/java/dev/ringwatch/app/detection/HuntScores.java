package dev.ringwatch.app.detection;

import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.pipeline.FindingsInForce;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Has what hunts found move scores: as a control record of the log, like everything that does. What
 * stands is asked of detection, so that nothing is remembered that the log does not say; what would
 * change nothing is not written. For one thread.
 */
public final class HuntScores {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventLog log;
  private final Detection detection;
  private final InstantSource clock;

  /** The entry of the log that was written last: detection is asked once it has read it. */
  private long awaitedSeq;

  /** The scores that detection makes of a log. */
  public HuntScores(EventLog log, Detection detection, InstantSource clock) {
    this.log = log;
    this.detection = detection;
    this.clock = clock;
  }

  /**
   * What a hunt found.
   *
   * @param hunt its name
   * @param points what each account's risk is raised by, 1 to 100
   * @param stands for how long that stands if the hunt says nothing more
   * @param accounts whom it found, those first that it has first
   */
  public record Found(String hunt, int points, Duration stands, Collection<String> accounts) {

    /** Copies the accounts. */
    public Found {
      accounts = List.copyOf(accounts);
    }
  }

  /**
   * What stands.
   *
   * @param next the first tick that is open
   * @param present how far the log's time has come, which is later where it is silent
   */
  private record Standing(List<FindingsInForce> all, Tick next, Instant present) {

    Optional<FindingsInForce> of(String hunt) {
      return all.stream().filter(one -> one.hunt().equals(hunt)).findFirst();
    }
  }

  /**
   * Has what a hunt found stand, in place of what it had found before, from the next tick on.
   *
   * @return of how many accounts: the first {@link FindingsInForce#MOST_ACCOUNTS}
   * @throws NotLiveException if detection does not answer
   * @throws dev.ringwatch.log.LogUnavailableException if the log cannot be written
   */
  public int tell(Found found) {
    Standing standing = standing();
    List<AccountId> accounts =
        found.accounts.stream()
            .filter(account -> !account.isEmpty())
            .limit(FindingsInForce.MOST_ACCOUNTS)
            .map(AccountId::new)
            .toList();
    Tick until = Tick.of(standing.present.plus(found.stands)).next();
    FindingsInForce now = new FindingsInForce(found.hunt, found.points, until, accounts);
    Instant half = standing.present.plus(found.stands.dividedBy(2));
    if (isNews(now, standing, half)) {
      append(standing, now);
    }
    return accounts.size();
  }

  /**
   * Takes back what hunts found that are not, or no more, to move scores; fails as {@link #tell}
   * does.
   *
   * @param hunts which may
   */
  public void keepOnly(Set<String> hunts) {
    Standing standing = standing();
    for (FindingsInForce one : standing.all) {
      if (!hunts.contains(one.hunt())) {
        append(standing, new FindingsInForce(one.hunt(), one.points(), one.until(), List.of()));
      }
    }
  }

  private Standing standing() {
    return Detection.await(detection.knowAfter(awaitedSeq, this::standing), PATIENCE);
  }

  /** Before any tick has closed that is the tick of the events so far. */
  private Standing standing(Knowledge known) {
    Instant reached = known.reached().orElseGet(clock::instant);
    Tick next = known.closed().map(Tick::next).orElseGet(() -> Tick.of(reached));
    // A log that is silent closes no tick for hours, and time passes all the same.
    Instant present = known.present();
    return new Standing(
        known.findingsInForce(), next, present.isAfter(next.start()) ? present : next.start());
  }

  /** The same again is news once half of its time is over. */
  private static boolean isNews(FindingsInForce now, Standing standing, Instant half) {
    Optional<FindingsInForce> before = standing.of(now.hunt());
    if (before.isEmpty()) {
      return !now.accounts().isEmpty();
    }
    return before.get().points() != now.points()
        || before.get().until().start().isBefore(half)
        || !new HashSet<>(before.get().accounts()).equals(new HashSet<>(now.accounts()));
  }

  private void append(Standing standing, FindingsInForce findings) {
    awaitedSeq = log.append(ControlRecords.findings(standing.next, findings));
  }
}
