package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.CoActionUsages;
import dev.ringwatch.detect.ring.EventKeys;
import dev.ringwatch.detect.ring.KeyUsage;
import dev.ringwatch.detect.ring.KeyUsages;
import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.detect.ring.LoneKeyTest;
import dev.ringwatch.detect.ring.Occasions;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.Profile;
import dev.ringwatch.pipeline.PartitionState.LinksOfKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The states of the keys that hash to one partition, and the steps that change them. Different
 * partitions may run on different threads; each by one at a time.
 *
 * <p>Of n partitions, partition p gives its k-th account the number k * n + p, and its k-th
 * co-action key likewise, so that numbers are unique without asking another partition.
 */
final class Partition {

  /**
   * So many events are looked up before their inputs are applied: look-ups one after the other keep
   * several cache misses under way at a time, and these are most of the cost. What was looked up
   * must still be in the cache when it is used.
   */
  private static final int BLOCK = 512;

  /** The number of an account or a key that could not be opened; its event is set aside. */
  private static final int NONE = -1;

  private final int number;
  private final int partitions;
  private final Steps steps;
  private final boolean coActions;
  private final Touched touched = new Touched();
  private final boolean noteTouched;
  private final PartitionState state;
  private final AccountIndex accounts;
  private final Profiles profiles;
  private final List<LinksOfKind> links;
  private final CoActionUsages usages;
  private final Occasions occasions = new Occasions(Integer.MAX_VALUE);
  private final List<SetAside> setAside = new ArrayList<>();
  private long days;
  private final int[] places = new int[BLOCK];
  private final int[] actors = new int[BLOCK];
  private final long[] hashes = new long[BLOCK];
  private final int[] found = new int[BLOCK];

  /** Written and never read, so that reads that only bring something near are not left out. */
  long near;

  /**
   * The partition of a state.
   *
   * @param coActions whether accounts that act together are looked at
   */
  Partition(Steps steps, boolean coActions, DriverLayout layout, int number, PartitionState state) {
    this.steps = steps;
    this.coActions = coActions;
    this.noteTouched = layout.live();
    this.number = number;
    this.partitions = layout.partitions();
    this.state = state;
    accounts = state.accounts();
    profiles = state.profiles();
    links = state.links();
    usages = state.coActions();
    for (int place = 0; place < profiles.size(); place++) {
      Profile profile = profiles.find(place);
      days += profile == null ? 0 : profile.days();
    }
  }

  /** What it remembers from tick to tick; others may read it between ticks, and freeze it. */
  PartitionState state() {
    return state;
  }

  /** Whether a key's state is here. Which partition a key is in never shows in a result. */
  private boolean owns(long hash) {
    return partitions == 1 || owner(hash, partitions) == number;
  }

  /** The number of the partition that owns a hash. */
  static int owner(long hash, int partitions) {
    return Math.floorMod((int) (hash >>> Integer.SIZE), partitions);
  }

  /**
   * Notes the numbers of this partition's accounts in a closed tick's inputs.
   *
   * @param tick the tick
   */
  void numberAccounts(TickInputs inputs, Tick tick) {
    int minute = (int) tick.epochMinute();
    for (int from = 0; from < inputs.size(); from += BLOCK) {
      int to = Math.min(inputs.size(), from + BLOCK);
      long sum = 0;
      for (int i = from; i < to; i++) {
        sum += owns(inputs.accountHash(i)) ? accounts.bringNear(inputs.accountHash(i)) : 0;
      }
      near = sum;
      for (int i = from; i < to; i++) {
        if (owns(inputs.accountHash(i))) {
          int place = placeOf(inputs.event(i), inputs.accountHash(i));
          if (place != NONE) {
            accounts.see(place, minute);
          }
          inputs.number(i, place == NONE ? NONE : numberAt(place));
        }
      }
    }
  }

  /** The place of an event's account; {@link #NONE} if the account cannot be opened. */
  private int placeOf(Event event, long hash) {
    int place = accounts.find(event.account(), hash);
    if (place >= 0) {
      return place;
    }
    try {
      Profile opened = steps.profile().open(event.account());
      place = accounts.number(event.account(), hash);
      profiles.set(place, opened);
      return place;
    } catch (RuntimeException failure) {
      setAside.add(new SetAside(event, failure));
      return NONE;
    }
  }

  /** Applies a closed tick's inputs, all accounts numbered, to the states of this partition. */
  void apply(TickInputs inputs) {
    profile(inputs);
    for (int from = 0; from < inputs.size(); from += BLOCK) {
      int to = Math.min(inputs.size(), from + BLOCK);
      for (LinksOfKind ofKind : links) {
        link(ofKind, inputs, from, to);
      }
      if (coActions) {
        coAct(inputs, from, to);
      }
    }
  }

  private void profile(TickInputs inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      if (owns(inputs.accountHash(i)) && inputs.account(i) != NONE) {
        Profile profile = profile(inputs.account(i));
        int before = profile.days();
        try {
          ProfileInput acted = new ProfileInput.Acted(inputs.event(i));
          steps.profile().apply(profile, acted, Partition::ignore);
        } catch (RuntimeException failure) {
          setAside.add(new SetAside(inputs.event(i), failure));
        }
        days += profile.days() - before;
      }
    }
  }

  /** What is said at once by a step that speaks when it is asked to. */
  private static <T> void ignore(T told) {}

  private Profile profile(int account) {
    int place = account / partitions;
    if (noteTouched) {
      touched.mark(place);
    }
    return profiles.toChange(place);
  }

  private void link(LinksOfKind ofKind, TickInputs inputs, int from, int to) {
    KeyUsages states = ofKind.states();
    int count = collect(states.kind(), inputs, from, to);
    states.bringNear(hashes, count);
    for (int i = 0; i < count; i++) {
      int key = states.find(hashes[i]);
      found[i] =
          key >= 0 ? key : open(inputs.event(places[i]), states.kind(), hashes[i], states::open);
    }
    count = withKey(count);
    states.bringNear(found, actors, count);
    for (int i = 0; i < count; i++) {
      use(ofKind, found[i], inputs, places[i]);
    }
  }

  /** Notes those of some events that have a key of a kind in this partition; returns how many. */
  private int collect(LinkKeyKind kind, TickInputs inputs, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      long hash = inputs.keys(i).valueHash(kind);
      if (hash != EventKeys.NONE && owns(hash) && inputs.account(i) != NONE) {
        places[count] = i;
        actors[count] = inputs.account(i);
        hashes[count++] = hash;
      }
    }
    return count;
  }

  /** Opens a key in a table. */
  @FunctionalInterface
  private interface Opening {
    int open(String value, long valueHash);
  }

  /** Opens the key of an event; {@link #NONE} if that fails. */
  private int open(Event event, LinkKeyKind kind, long hash, Opening table) {
    try {
      return table.open(Objects.requireNonNull(LinkKeys.value(kind, event)), hash);
    } catch (RuntimeException failure) {
      setAside.add(new SetAside(event, failure));
      return NONE;
    }
  }

  /** Keeps those of the collected events whose key was found or opened; returns how many. */
  private int withKey(int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (found[i] != NONE) {
        places[kept] = places[i];
        actors[kept] = actors[i];
        found[kept++] = found[i];
      }
    }
    return kept;
  }

  private void use(LinksOfKind ofKind, int key, TickInputs inputs, int place) {
    var state = ofKind.states().at(key);
    boolean told = LinkStep.hasToldAll(state);
    try {
      KeyUse use = new KeyUse(inputs.account(place), inputs.keys(place));
      steps.link().apply(state, use, Partition::ignore);
    } catch (RuntimeException failure) {
      setAside.add(new SetAside(inputs.event(place), failure));
    }
    if (told && !LinkStep.hasToldAll(state)) {
      ofKind.untold().add(key);
    }
  }

  private void coAct(TickInputs inputs, int from, int to) {
    int count = collect(LinkKeyKind.CO_ACTION, inputs, from, to);
    usages.bringNear(hashes, count);
    for (int i = 0; i < count; i++) {
      int key = usages.find(hashes[i]);
      Event event = inputs.event(places[i]);
      found[i] = key >= 0 ? key : open(event, LinkKeyKind.CO_ACTION, hashes[i], usages::open);
    }
    count = withKey(count);
    usages.bringNear(found, actors, count);
    for (int i = 0; i < count; i++) {
      use(found[i], inputs, places[i]);
    }
  }

  private void use(int key, TickInputs inputs, int place) {
    try {
      KeyUse use = new KeyUse(inputs.account(place), inputs.keys(place));
      steps.coAction().apply(usages.at(key), use, this::note);
    } catch (RuntimeException failure) {
      setAside.add(new SetAside(inputs.event(place), failure));
    }
  }

  private void note(Occasion told) {
    int key = told.key() * partitions + number;
    occasions.add(key, told.earlier(), told.later(), told.epochMillis(), told.gapMillis());
  }

  /** Hands over the occasions since the last time. */
  void drainOccasions(Occasions all) {
    all.addAll(occasions);
    occasions.clear();
  }

  /** Hands over the events that failed since the last time. */
  void drainSetAside(Consumer<SetAside> output) {
    setAside.forEach(output);
    setAside.clear();
  }

  /** Says what the link keys have to tell since the last time. */
  void tellSharing(Tick closed, Consumer<Sharing> output) {
    for (LinksOfKind ofKind : links) {
      for (int i = 0; i < ofKind.untold().size(); i++) {
        steps.link().tell(ofKind.states().at(ofKind.untold().getInt(i)), closed, output);
      }
      ofKind.untold().clear();
    }
  }

  /** Takes in what a link key told an account of this partition. */
  void share(Sharing sharing) {
    steps.profile().apply(profile(sharing.account()), sharing, Partition::ignore);
  }

  void tellVectors(Tick closed, Consumer<FeatureVector> output) {
    for (int i = 0; i < profiles.size(); i++) {
      Profile profile = profiles.find(i);
      if (profile != null) {
        steps.profile().tell(profile, closed, output);
      }
    }
  }

  /**
   * Has keys forget what is too old. All must have told what they had to tell; some have something
   * to tell again.
   *
   * @param turn the minute whose keys do; null for all keys
   */
  void expireKeys(Cut cut, @Nullable Tick turn) {
    for (LinksOfKind ofKind : links) {
      ofKind.states().sweep(turn, key -> isGone(ofKind, key, cut));
    }
    usages.sweep(turn, key -> steps.coAction().expire(key, cut));
  }

  private boolean isGone(LinksOfKind ofKind, KeyUsage key, Cut cut) {
    boolean gone = steps.link().expire(key, cut);
    if (!gone && !LinkStep.hasToldAll(key)) {
      ofKind.untold().add(key.number());
    }
    return gone;
  }

  /**
   * Forgets accounts that were seen last before a minute, which no key knows any more.
   *
   * @param turn the minute whose accounts it forgets; null for all
   */
  void expireAccounts(Cut cut, @Nullable Tick turn, HashKey hashKey) {
    accounts.sweep(
        turn,
        hashKey,
        place -> {
          if (cut.beginsGeneration()) {
            accounts.age(place);
          }
          boolean gone =
              accounts.lastSeen(place) < cut.accountsBefore()
                  && steps.profile().expire(profiles.get(place), cut);
          if (gone) {
            days -= profiles.get(place).days();
            profiles.set(place, null);
          }
          return gone;
        });
  }

  /**
   * Shows each key that a single account has and with whom nobody acted, and removes some.
   *
   * @param removed is told of each static one that was removed
   */
  void sweepLoneKeys(LoneKeyTest test, KeyLost removed) {
    for (int i = 0; i < links.size(); i++) {
      int kind = i;
      links
          .get(i)
          .states()
          .sweepLone((account, lastMinute) -> {
            boolean gone = test.isGone(account, lastMinute);
            if (gone) {
              removed.lost(account, kind);
            }
            return gone;
          });
    }
    usages.sweepLone(test);
  }

  /** Is told that an account lost a key. */
  @FunctionalInterface
  interface KeyLost {
    void lost(int account, int kind);
  }

  /** When the account was seen that was not seen for longest; the largest number for none. */
  int leastLastSeen() {
    return IntStream.range(0, places())
        .filter(accounts::isThere)
        .map(accounts::lastSeen)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** What all states here take, by the sizes in {@link StateBounds}. */
  long bytes() {
    long further = usages.furtherAccounts();
    long texts = usages.textBytes();
    for (LinksOfKind ofKind : links) {
      further += ofKind.states().furtherAccounts();
      texts += ofKind.states().textBytes();
    }
    return (long) accounts() * StateBounds.ACCOUNT_BYTES
        + days * StateBounds.DAY_BYTES
        + keys() * StateBounds.KEY_BYTES
        + texts
        + further * StateBounds.FURTHER_BYTES;
  }

  /** The accounts whose profiles were changed since they were last taken; of a live driver only. */
  Touched touched() {
    return touched;
  }

  /** How many accounts there are. */
  int accounts() {
    return accounts.count();
  }

  /** How many link keys there are. */
  long keys() {
    return usages.size() + links.stream().mapToLong(ofKind -> ofKind.states().size()).sum();
  }

  /** Places of accounts run from 0 to one less; some may be nobody's. */
  int places() {
    return profiles.size();
  }

  /** The number of an account by its place here. */
  int numberAt(int place) {
    return number(place, number, partitions);
  }

  /** The number of an account by its place in a partition. */
  static int number(int place, int partition, int partitions) {
    return place * partitions + partition;
  }

  /**
   * What a link key of this partition tells an account, or would if the account joined now: how
   * many they are. 0 for a key that is not here.
   *
   * @param account the account's number; negative for one that no key has seen
   */
  int accountsWith(LinkKeyKind kind, long valueHash, int account) {
    for (LinksOfKind ofKind : links) {
      if (ofKind.states().kind() == kind) {
        int key = ofKind.states().find(valueHash);
        return key < 0 ? 0 : LinkStep.wouldTell(ofKind.states().at(key), account);
      }
    }
    return 0;
  }

  /**
   * How many other accounts a link key of this partition has; 0 for a key that is not here.
   *
   * @param account the account's number; negative for one that no key has seen
   */
  int othersOn(LinkKeyKind kind, long valueHash, int account) {
    for (LinksOfKind ofKind : links) {
      if (ofKind.states().kind() == kind) {
        int key = ofKind.states().find(valueHash);
        return key < 0 ? 0 : LinkStep.others(ofKind.states().at(key), account);
      }
    }
    return 0;
  }
}
