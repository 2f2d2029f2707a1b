package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.LoneKeyTest;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Tick;
import java.util.Arrays;

/**
 * Has all states forget what is too old, and shed what does not fit, when time has come as far as a
 * tick. What that is depends on the states and the tick alone. Used by the driver's thread.
 */
final class Forgetting {

  /** What is shed at a time, so that it is not done at every tick. */
  private static final int SHED_PART = 10;

  /** So many keys that nobody else has are many for an account. */
  private static final int MANY = 100;

  /** Lone keys that nobody used for longer are as old as these: about 70 days in minutes. */
  private static final int MOST_AGE = 100_000;

  private final StateBounds bounds;
  private final HashKey hashKey;
  private final int coActionMinutes;
  private final DriverState state;
  private final Runnable tell;

  /**
   * The forgetting of a state.
   *
   * @param tell has all keys tell what they have to tell
   */
  Forgetting(PipelineConfig config, DriverState state, Runnable tell) {
    this.bounds = config.bounds();
    this.hashKey = config.hashKey();
    this.coActionMinutes = (int) config.rings().coAction().window().plusSeconds(59).toMinutes();
    this.state = state;
    this.tell = tell;
  }

  /** Forgets nothing yet, but takes in nothing that is too old at the first tick. */
  void begin(Tick first) {
    if (bounds.days() > 0) {
      state.occasions.forgetBefore(bounds.cut(first).keysBefore());
    }
  }

  /** Forgets what time alone, from one closed tick to another, made too old or too much. */
  void advance(Tick before, Tick now) {
    if (bounds.days() > 0) {
      expire(before, now);
    }
    if (bounds.bytes() > 0 && state.bytes() > bounds.bytes()) {
      shed(now);
    }
  }

  /** Goes minute by minute, so that it does not matter which ticks held events. */
  private void expire(Tick before, Tick now) {
    long from = Math.max(before.epochMinute() + 1, now.epochMinute() - bounds.minutesToNothing());
    for (long minute = from; minute <= now.epochMinute(); minute++) {
      Tick turn = new Tick(minute);
      Cut cut = bounds.cut(turn);
      if (bounds.isMidnight(turn)) {
        state.occasions.forgetBefore(cut.keysBefore());
      }
      tell.run();
      for (Partition partition : state.partitions) {
        partition.expireKeys(cut, turn);
      }
      for (Partition partition : state.partitions) {
        partition.expireAccounts(cut, turn, hashKey);
      }
    }
  }

  /**
   * First the keys of a single account, which link nobody: those of accounts with very many, then
   * those unused for longest. If these are not enough, everything that is older than half the time
   * there is, a quarter, and so on.
   */
  private void shed(Tick now) {
    tell.run();
    long keys = state.keys();
    long accounts = state.accounts();
    long most = bounds.bytes() - bounds.bytes() / SHED_PART;
    shedLoneKeys((int) now.epochMinute(), most);
    int minutes = (int) now.epochMinute() - oldest();
    while (state.bytes() > most && minutes > 0) {
      minutes /= 2;
      int before = (int) now.epochMinute() - minutes;
      expireAll(new Cut(before, before, false));
    }
    state.shed = state.shed.plus(keys - state.keys(), accounts - state.accounts());
  }

  /** When the account was seen that was not seen for longest. O(accounts). */
  private int oldest() {
    return Arrays.stream(state.partitions).mapToInt(Partition::leastLastSeen).min().orElseThrow();
  }

  /** Those of accounts with very many first: who sends them shall not push out those of others. */
  private void shedLoneKeys(int now, long most) {
    int[] byAccount = new int[accountNumbers()];
    int[] byAge = new int[MOST_AGE + 1];
    sweepLoneKeys((account, lastMinute) -> {
      byAccount[account]++;
      return false;
    });
    int few = fewEnough(byAccount, state.bytes() - most);
    sweepLoneKeys((account, lastMinute) -> byAccount[account] > few);
    sweepLoneKeys((account, lastMinute) -> {
      byAge[age(now, lastMinute)]++;
      return false;
    });
    int oldest = oldEnough(byAge, state.bytes() - most);
    sweepLoneKeys((account, lastMinute) -> age(now, lastMinute) > oldest);
  }

  private static int age(int now, int lastMinute) {
    return Math.clamp(now - lastMinute, 0, MOST_AGE);
  }

  private void sweepLoneKeys(LoneKeyTest test) {
    for (Partition partition : state.partitions) {
      partition.sweepLoneKeys(test, this::noteLost);
    }
  }

  private void noteLost(int account, int kind) {
    Partition home = state.partitions[account % state.partitions.length];
    home.state().accounts().lose(account / state.partitions.length, kind);
  }

  private int accountNumbers() {
    int places = Arrays.stream(state.partitions).mapToInt(Partition::places).max().orElseThrow();
    return places * state.partitions.length;
  }

  /** Up to how many lone keys an account is left alone, though no fewer than {@link #MANY}. */
  private static int fewEnough(int[] byAccount, long excess) {
    int[] counts = Arrays.stream(byAccount).filter(count -> count > MANY).sorted().toArray();
    long left = excess;
    int place = counts.length;
    while (place > 0 && left > 0) {
      place--;
      left -= (long) counts[place] * StateBounds.KEY_BYTES;
    }
    return left > 0 || counts.length == 0 ? MANY : counts[place] - 1;
  }

  /** Up to which age lone keys stay. */
  private static int oldEnough(int[] byAge, long excess) {
    long left = excess;
    int age = MOST_AGE;
    while (age > 0 && left > 0) {
      left -= (long) byAge[age] * StateBounds.KEY_BYTES;
      age--;
    }
    return age;
  }

  /** An occasion counts as of its second act; the first may be too old by itself. */
  private void expireAll(Cut cut) {
    state.occasions.removeBefore(cut.keysBefore() + coActionMinutes);
    for (Partition partition : state.partitions) {
      partition.expireKeys(cut, null);
    }
    for (Partition partition : state.partitions) {
      partition.expireAccounts(cut, null, hashKey);
    }
  }
}
