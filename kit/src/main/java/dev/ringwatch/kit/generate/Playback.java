package dev.ringwatch.kit.generate;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.StableHash;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays a world's events in the order of time, a minute at a time: every account's routine waits in
 * the list of the minute of its next event (a calendar queue; Brown, 1988), and only the events of
 * the current minute are held. Events of one millisecond come in an order that depends on nothing
 * but chance. O(events); one thread, once.
 */
final class Playback {

  private final World world;
  private final Scribe scribe;
  private final @Nullable Routine[] minutes;
  private final long startMillis;
  private final List<Act> acts;
  private Event[] events = new Event[1024];
  private long[] order = new long[1024];
  private int held;
  private int nextAct;

  Playback(World world) {
    this.world = world;
    this.scribe = new Scribe(world);
    this.acts = world.acts();
    Period period = world.ground().period();
    this.startMillis = period.startMillis();
    this.minutes = new Routine[(int) (period.length() / Period.MINUTE)];
  }

  void run(Consumer<? super Event> consumer) {
    for (Person person : world.people()) {
      int ordinary = world.ordinaryEvents(person);
      if (ordinary > 0) {
        await(new Routine(person, world, ordinary));
      }
    }
    for (int minute = 0; minute < minutes.length; minute++) {
      long end = startMillis + (minute + 1) * Period.MINUTE;
      collectRoutines(minute, end);
      collectActs(end);
      release(consumer);
    }
  }

  private void await(Routine routine) {
    int minute = (int) ((routine.nextMillis() - startMillis) / Period.MINUTE);
    routine.follow(minutes[minute]);
    minutes[minute] = routine;
  }

  private void collectRoutines(int minute, long endMillis) {
    Routine routine = minutes[minute];
    minutes[minute] = null;
    while (routine != null) {
      Routine follower = routine.follower();
      while (!routine.done() && routine.nextMillis() < endMillis) {
        hold(routine.next(scribe));
      }
      if (!routine.done()) {
        await(routine);
      }
      routine = follower;
    }
  }

  private void collectActs(long endMillis) {
    while (nextAct < acts.size() && acts.get(nextAct).atMillis() < endMillis) {
      Act act = acts.get(nextAct++);
      Scene scene = scribe.scene(act.actor(), act.setting(), act.atMillis() / Period.HOUR);
      hold(scribe.write(act.actor(), act.atMillis(), scene, act.deed(), act.enforced()));
    }
  }

  private void hold(Event event) {
    if (held == events.length) {
      events = Arrays.copyOf(events, 2 * held);
      order = Arrays.copyOf(order, 2 * held);
    }
    long milli = Math.floorMod(event.timestamp().toEpochMilli(), Period.MINUTE);
    long tie = StableHash.mix(event.timestamp().toEpochMilli() + held) >>> 41;
    order[held] = milli << 47 | tie << 24 | held;
    events[held++] = event;
  }

  private void release(Consumer<? super Event> consumer) {
    Arrays.sort(order, 0, held);
    for (int i = 0; i < held; i++) {
      consumer.accept(events[(int) (order[i] & 0xFFFFFF)]);
    }
    Arrays.fill(events, 0, held, null);
    held = 0;
  }
}
