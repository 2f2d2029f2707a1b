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
   * Applies what concerns this partition's keys of a closed tick's events, given in canonical
   * order. Step by step, and within a step first all states and then all inputs: looking up states
   * one after the other keeps several cache misses under way at a time, which is most of the cost.
   */
  void apply(List<Event> events) {
    profile(events);
    for (LinksOfKind ofKind : links) {
      link(ofKind, events);
    }
    if (coActions) {
      coAct(events);
    }
  }

  private void profile(List<Event> events) {
    List<Event> own = new ArrayList<>(events.size());
    List<Profile> states = new ArrayList<>(events.size());
    for (Event event : events) {
      if (owns(event.account().value())) {
        own.add(event);
        states.add(profiles.computeIfAbsent(event.account(), profileStep::open));
      }
    }
    for (int i = 0; i < own.size(); i++) {
      Profile state = states.get(i);
      attempt(own.get(i), event -> profileStep.apply(state, event));
    }
  }

  private void link(LinksOfKind ofKind, List<Event> events) {
    List<Event> own = new ArrayList<>(events.size());
    List<LinkState> states = new ArrayList<>(events.size());
    for (Event event : events) {
      String value = LinkKeys.value(ofKind.kind(), event);
      if (value != null && owns(value)) {
        own.add(event);
        states.add(ofKind.states().computeIfAbsent(value, ofKind::open));
      }
    }
    for (int i = 0; i < own.size(); i++) {
      LinkState state = states.get(i);
      boolean told = linkStep.hasToldAll(state);
      attempt(own.get(i), event -> linkStep.apply(state, event));
      if (told && !linkStep.hasToldAll(state)) {
        untold.add(state);
      }
    }
  }

  private void coAct(List<Event> events) {
    List<Event> own = new ArrayList<>(events.size());
    List<CoActionUsage> states = new ArrayList<>(events.size());
    for (Event event : events) {
      String target = event.target();
      if (target != null && owns(target)) {
        own.add(event);
        states.add(
            usage(usagesByTarget.computeIfAbsent(target, opened -> new ArrayList<>(1)), event));
      }
    }
    for (int i = 0; i < own.size(); i++) {
      CoActionUsage state = states.get(i);
      attempt(own.get(i), event -> coActionStep.apply(state, event, occasions::add));
    }
  }

  private void attempt(Event event, Consumer<Event> step) {
    try {
      step.accept(event);
    } catch (RuntimeException failure) {
      setAside.add(new SetAside(event, failure));
    }
  }

  /** The state for the event's action, among the few of its target. */
  private CoActionUsage usage(List<CoActionUsage> usages, Event event) {
    String action = event.action();
    for (CoActionUsage usage : usages) {
      String key = usage.key().value();
      if (key.startsWith(action) && key.charAt(action.length()) == CoActionStep.SEPARATOR) {
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
