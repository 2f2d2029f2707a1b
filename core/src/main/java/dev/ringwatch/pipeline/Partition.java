package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.CoActionUsage;
import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The states of the keys that hash to one partition, and the steps that change them. Different
 * partitions may run on different threads; each by one at a time.
 */
final class Partition {

  private final int number;
  private final int partitions;
  private final LinkStep linkStep = new LinkStep();
  private final ProfileStep profileStep;
  private final CoActionStep coActionStep;
  private final boolean coActions;
  private final List<LinksOfKind> links = new ArrayList<>();
  private final Map<AccountId, Profile> profiles = new HashMap<>();
  private final Map<String, List<CoActionUsage>> usagesByTarget = new HashMap<>();
  private final List<LinkState> untold = new ArrayList<>();
  private final List<Occasion> occasions = new ArrayList<>();
  private final List<SetAside> setAside = new ArrayList<>();

  /** The states of one kind's keys, by value. */
  private record LinksOfKind(LinkKeyKind kind, Map<String, LinkState> states, LinkStep step) {

    LinkState open(String value) {
      return step.open(new LinkKey(kind, value));
    }
  }

  Partition(PipelineConfig config, int number, int partitions) {
    this.number = number;
    this.partitions = partitions;
    profileStep = new ProfileStep(config.profiles());
    coActionStep = new CoActionStep(config.rings());
    coActions = config.rings().coAction().enabled();
    for (LinkKeyKind kind : LinkKeys.STATIC) {
      if (config.rings().enabled(kind)) {
        links.add(new LinksOfKind(kind, new HashMap<>(), linkStep));
      }
    }
  }

  /** Whether a key's state is here. Which partition a key is in never shows in a result. */
  boolean owns(String key) {
    int hash = key.hashCode();
    return partitions == 1 || Math.floorMod(hash ^ (hash >>> 16), partitions) == number;
  }

  /**
   * Adds a closed tick's events, given in canonical order, to the profiles of this partition, and
   * notes for each event the one instance of its account that all states share. First all states
   * are looked up and then all inputs applied: lookups one after the other keep several cache
   * misses under way at a time, and these are most of the cost.
   */
  void profile(List<Event> events, AccountId[] accounts) {
    Profile[] states = new Profile[accounts.length];
    for (int i = 0; i < accounts.length; i++) {
      AccountId account = events.get(i).account();
      if (owns(account.value())) {
        states[i] = profiles.computeIfAbsent(account, profileStep::open);
      }
    }
    for (int i = 0; i < accounts.length; i++) {
      Profile state = states[i];
      if (state != null) {
        accounts[i] = state.account();
        try {
          profileStep.apply(state, events.get(i));
        } catch (RuntimeException failure) {
          setAside.add(new SetAside(events.get(i), failure));
        }
      }
    }
  }

  /**
   * Tells the link keys of this partition of a closed tick's events, given the accounts' instances.
   */
  void link(List<Event> events, AccountId[] accounts) {
    for (LinksOfKind ofKind : links) {
      link(ofKind, events, accounts);
    }
    if (coActions) {
      coAct(events, accounts);
    }
  }

  private void link(LinksOfKind ofKind, List<Event> events, AccountId[] accounts) {
    LinkState[] states = new LinkState[accounts.length];
    for (int i = 0; i < accounts.length; i++) {
      String value = LinkKeys.value(ofKind.kind(), events.get(i));
      if (value != null && owns(value)) {
        states[i] = ofKind.states().computeIfAbsent(value, ofKind::open);
      }
    }
    for (int i = 0; i < accounts.length; i++) {
      LinkState state = states[i];
      if (state != null) {
        use(state, new KeyUse(accounts[i], events.get(i)));
      }
    }
  }

  private void coAct(List<Event> events, AccountId[] accounts) {
    CoActionUsage[] states = new CoActionUsage[accounts.length];
    for (int i = 0; i < accounts.length; i++) {
      String target = events.get(i).target();
      if (target != null && owns(target)) {
        List<CoActionUsage> usages =
            usagesByTarget.computeIfAbsent(target, opened -> new ArrayList<>(1));
        states[i] = usage(usages, events.get(i));
      }
    }
    for (int i = 0; i < accounts.length; i++) {
      CoActionUsage state = states[i];
      if (state != null) {
        use(state, new KeyUse(accounts[i], events.get(i)));
      }
    }
  }

  private void use(LinkState state, KeyUse use) {
    boolean told = linkStep.hasToldAll(state);
    try {
      linkStep.apply(state, use);
    } catch (RuntimeException failure) {
      setAside.add(new SetAside(use.event(), failure));
    }
    if (told && !linkStep.hasToldAll(state)) {
      untold.add(state);
    }
  }

  private void use(CoActionUsage state, KeyUse use) {
    try {
      coActionStep.apply(state, use, occasions::add);
    } catch (RuntimeException failure) {
      setAside.add(new SetAside(use.event(), failure));
    }
  }

  /** The state for the event's action, among the few of its target. */
  private CoActionUsage usage(List<CoActionUsage> usages, Event event) {
    for (CoActionUsage usage : usages) {
      if (usage.action().equals(event.action())) {
        return usage;
      }
    }
    CoActionUsage opened = coActionStep.open(event);
    usages.add(opened);
    return opened;
  }

  /** Hands over the occasions since the last time. */
  void drainOccasions(Consumer<Occasion> output) {
    occasions.forEach(output);
    occasions.clear();
  }

  /** Hands over the events that failed since the last time. */
  void drainSetAside(Consumer<SetAside> output) {
    setAside.forEach(output);
    setAside.clear();
  }

  /** Says what the link keys have to tell since the last time. */
  void tellSharing(Tick closed, Consumer<Sharing> output) {
    for (LinkState state : untold) {
      linkStep.tell(state, closed, output);
    }
    untold.clear();
  }

  void share(Sharing sharing) {
    Profile profile = profiles.get(sharing.account());
    if (profile != null) {
      profileStep.apply(profile, sharing);
    }
  }

  void tellVectors(Tick closed, Consumer<FeatureVector> output) {
    for (Profile profile : profiles.values()) {
      profileStep.tell(profile, closed, output);
    }
  }

  void addTo(LinkGraph.Builder graph) {
    for (Profile profile : profiles.values()) {
      graph.account(profile.account(), profile.events(), profile.actionsOnTargets());
    }
    for (LinksOfKind ofKind : links) {
      ofKind.states().values().forEach(state -> graph.key(state.usage()));
    }
    usagesByTarget.values().forEach(usages -> usages.forEach(graph::key));
  }
}
