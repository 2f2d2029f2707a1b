package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.CoActionUsages;
import dev.ringwatch.detect.ring.EventKeys;
import dev.ringwatch.detect.ring.KeyUsages;
import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.detect.ring.Occasions;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.Profile;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

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

  private final int number;
  private final int partitions;
  private final LinkStep linkStep = new LinkStep();
  private final ProfileStep profileStep;
  private final CoActionStep coActionStep;
  private final boolean coActions;
  private final List<LinksOfKind> links = new ArrayList<>();
  private final AccountIndex accounts = new AccountIndex();
  private final List<Profile> profiles = new ArrayList<>();
  private final CoActionUsages usages;
  private final Occasions occasions = new Occasions(Integer.MAX_VALUE);
  private final List<SetAside> setAside = new ArrayList<>();
  private final int[] places = new int[BLOCK];
  private final int[] actors = new int[BLOCK];
  private final long[] hashes = new long[BLOCK];
  private final int[] found = new int[BLOCK];

  /** Written and never read, so that reads that only bring something near are not left out. */
  long near;

  /** The states of one kind's keys, and which of them have accounts to tell. */
  private record LinksOfKind(KeyUsages states, IntArrayList untold) {}

  Partition(PipelineConfig config, int number, int partitions) {
    this.number = number;
    this.partitions = partitions;
    profileStep = new ProfileStep(config.profiles());
    coActionStep = new CoActionStep(config.rings());
    coActions = config.rings().coAction().enabled();
    usages = new CoActionUsages(config.rings());
    for (LinkKeyKind kind : LinkKeys.STATIC) {
      if (config.rings().enabled(kind)) {
        links.add(new LinksOfKind(new KeyUsages(kind), new IntArrayList()));
      }
    }
  }

  /** Whether a key's state is here. Which partition a key is in never shows in a result. */
  private boolean owns(long hash) {
    return partitions == 1 || Math.floorMod((int) (hash >>> Integer.SIZE), partitions) == number;
  }

  /** Notes the numbers of this partition's accounts in a closed tick's inputs. */
  void numberAccounts(TickInputs inputs) {
    for (int from = 0; from < inputs.size(); from += BLOCK) {
      int to = Math.min(inputs.size(), from + BLOCK);
      long sum = 0;
      for (int i = from; i < to; i++) {
        sum += owns(inputs.accountHash(i)) ? accounts.bringNear(inputs.accountHash(i)) : 0;
      }
      near = sum;
      for (int i = from; i < to; i++) {
        if (owns(inputs.accountHash(i))) {
          inputs.number(i, numberOf(inputs.event(i).account(), inputs.accountHash(i)));
        }
      }
    }
  }

  private int numberOf(AccountId account, long hash) {
    int local = accounts.number(account, hash);
    if (local == profiles.size()) {
      profiles.add(profileStep.open(account));
    }
    return local * partitions + number;
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
      if (owns(inputs.accountHash(i))) {
        try {
          profileStep.apply(profile(inputs.account(i)), inputs.event(i));
        } catch (RuntimeException failure) {
          setAside.add(new SetAside(inputs.event(i), failure));
        }
      }
    }
  }

  private Profile profile(int account) {
    return profiles.get(account / partitions);
  }

  private void link(LinksOfKind ofKind, TickInputs inputs, int from, int to) {
    KeyUsages states = ofKind.states();
    int count = collect(states.kind(), inputs, from, to);
    states.bringNear(hashes, count);
    for (int i = 0; i < count; i++) {
      int key = states.find(hashes[i]);
      found[i] = key >= 0 ? key : open(states, inputs.event(places[i]));
    }
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
      if (hash != EventKeys.NONE && owns(hash)) {
        places[count] = i;
        actors[count] = inputs.account(i);
        hashes[count++] = hash;
      }
    }
    return count;
  }

  private static int open(KeyUsages states, Event event) {
    return states.open(Objects.requireNonNull(LinkKeys.value(states.kind(), event)));
  }

  private void use(LinksOfKind ofKind, int key, TickInputs inputs, int place) {
    var state = ofKind.states().at(key);
    boolean told = linkStep.hasToldAll(state);
    try {
      linkStep.apply(state, new KeyUse(inputs.account(place), inputs.keys(place)));
    } catch (RuntimeException failure) {
      setAside.add(new SetAside(inputs.event(place), failure));
    }
    if (told && !linkStep.hasToldAll(state)) {
      ofKind.untold().add(key);
    }
  }

  private void coAct(TickInputs inputs, int from, int to) {
    int count = collect(LinkKeyKind.CO_ACTION, inputs, from, to);
    usages.bringNear(hashes, count);
    for (int i = 0; i < count; i++) {
      int key = usages.find(hashes[i]);
      found[i] = key >= 0 ? key : usages.open(inputs.event(places[i]));
    }
    usages.bringNear(found, actors, count);
    for (int i = 0; i < count; i++) {
      use(found[i], inputs, places[i]);
    }
  }

  private void use(int key, TickInputs inputs, int place) {
    try {
      KeyUse use = new KeyUse(inputs.account(place), inputs.keys(place));
      coActionStep.apply(usages.at(key), use, this::note);
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
        linkStep.tell(ofKind.states().at(ofKind.untold().getInt(i)), closed, output);
      }
      ofKind.untold().clear();
    }
  }

  /** Takes in what a link key told an account of this partition. */
  void share(Sharing sharing) {
    profileStep.apply(profile(sharing.account()), sharing);
  }

  void tellVectors(Tick closed, Consumer<FeatureVector> output) {
    for (Profile profile : profiles) {
      profileStep.tell(profile, closed, output);
    }
  }

  /** Adds accounts and static keys; the co-action keys are the driver's to add. */
  void addTo(LinkGraph.Builder graph) {
    for (int i = 0; i < profiles.size(); i++) {
      Profile profile = profiles.get(i);
      int account = i * partitions + number;
      graph.account(account, accounts.id(i), profile.events(), profile.actionsOnTargets());
    }
    links.forEach(ofKind -> graph.keys(ofKind.states()));
  }

  CoActionUsages coActions() {
    return usages;
  }
}
