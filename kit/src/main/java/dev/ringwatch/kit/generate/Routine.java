package dev.ringwatch.kit.generate;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The ordinary behaviour of one account, one event at a time: sessions spread over the period by
 * its rhythm, pauses within them log-normal. As many events as planned, but for those of a session
 * that the period's end cuts off, in the order of time. Mutable; one playback's thread.
 */
final class Routine {

  private static final double LOGIN_FIRST = 0.3;
  private static final double TRY_AGAIN = 0.85;
  private static final double MOST_OF_THE_TIME = 0.25;

  private final Person person;
  private final World world;
  private final Dice dice;
  private final double pauseMillis;
  private int eventsLeft;
  private int sessionsLeft;
  private int inSession;
  private double quantile;
  private long nextMillis;
  private @Nullable Scene scene;
  private boolean loginNext;
  private @Nullable Routine follower;

  Routine(Person person, World world, int events) {
    this.person = person;
    this.world = world;
    this.dice = world.routineDice(person);
    this.eventsLeft = events;
    this.sessionsLeft = Math.max(1, Math.round(events / person.habits().pace().sessionSize()));
    long length = world.ground().period().length();
    this.pauseMillis =
        Math.min(person.habits().pace().pauseMillis(), MOST_OF_THE_TIME * length / (events + 1));
    this.nextMillis = world.ground().period().startMillis();
    if (events > 0) {
      awaitSession(0);
    }
  }

  boolean done() {
    return eventsLeft == 0;
  }

  /** When the next event happens, in milliseconds since 1970. */
  long nextMillis() {
    return nextMillis;
  }

  /** The next event; the one after it is then due at {@link #nextMillis()}. */
  Event next(Scribe scribe) {
    Scene current = scene;
    if (current == null) {
      current = enter(scribe);
      scene = current;
    }
    Deed deed = loginNext ? Deed.of(Action.LOGIN, dice) : world.impulses().next(person, dice);
    loginNext = loginNext && deed.outcome() == Outcome.FAILURE && dice.chance(TRY_AGAIN);
    boolean enforced = dice.chance(Script.FALSE_ENFORCEMENT);
    Event event = scribe.write(person, nextMillis, current, deed, enforced);
    eventsLeft--;
    inSession--;
    advance();
    return event;
  }

  /** The routine that waits behind this one for the same minute. */
  @Nullable Routine follower() {
    return follower;
  }

  void follow(@Nullable Routine routine) {
    follower = routine;
  }

  private Scene enter(Scribe scribe) {
    double mean = (double) eventsLeft / sessionsLeft;
    sessionsLeft--;
    int drawn = (int) Math.round(mean * LogNormal.MODERATE.factor(dice) * 0.8);
    inSession = sessionsLeft == 0 ? eventsLeft : Math.clamp(drawn, 1, eventsLeft - sessionsLeft);
    loginNext = dice.chance(LOGIN_FIRST);
    Setting setting = world.whereabouts().at(person, nextMillis, dice);
    return scribe.scene(person, setting, nextMillis);
  }

  private void advance() {
    if (eventsLeft == 0) {
      return;
    }
    if (inSession > 0) {
      moveTo(nextMillis + pause());
    } else {
      scene = null;
      awaitSession(45_000 + dice.millis(4 * Period.MINUTE));
    }
  }

  /**
   * Session starts are uniform order statistics on the rhythm's scale, drawn one after the other.
   */
  private void awaitSession(long leastPauseMillis) {
    double rest = StrictMath.pow(1 - dice.unit(), 1.0 / sessionsLeft);
    quantile = 1 - (1 - quantile) * rest;
    moveTo(Math.max(person.habits().rhythm().at(quantile), nextMillis + leastPauseMillis));
  }

  /** What would pass the period's end is cut off, as the log is. */
  private void moveTo(long atMillis) {
    nextMillis = atMillis;
    if (atMillis >= world.ground().period().endMillis()) {
      eventsLeft = 0;
    }
  }

  private long pause() {
    boolean automated = person.habits().pace().automated();
    double factor = automated ? dice.uniform(0.85, 1.15) : LogNormal.PAUSES.factor(dice);
    return 150 + (long) (pauseMillis * factor);
  }
}
