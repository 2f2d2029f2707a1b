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
import it.unimi.dsi.fastutil.objects.Object2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectOpenHashSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The states of the keys that hash to one partition, and the steps that change them. Used by one
 * thread.
 */
final class Partition {

  private final LinkStep linkStep = new LinkStep();
  private final ProfileStep profileStep;
  private final CoActionStep coActionStep;
  private final Object2ObjectOpenHashMap<AccountId, Profile> profiles =
      new Object2ObjectOpenHashMap<>();
  private final Map<LinkKeyKind, Object2ObjectOpenHashMap<String, LinkState>> links =
      new EnumMap<>(LinkKeyKind.class);
  private final Object2ObjectOpenHashMap<String, Map<String, CoActionUsage>> coActions =
      new Object2ObjectOpenHashMap<>();
  private final ObjectOpenHashSet<LinkState> changedLinks = new ObjectOpenHashSet<>();

  Partition(PipelineConfig config) {
    profileStep = new ProfileStep(config.profiles());
    coActionStep = new CoActionStep(config.rings());
    for (LinkKeyKind kind : LinkKeys.STATIC) {
      links.put(kind, new Object2ObjectOpenHashMap<>());
    }
  }

  void profile(Event event) {
    Profile profile = profiles.get(event.account());
    if (profile == null) {
      profile = profileStep.open(event.account());
      profiles.put(event.account(), profile);
    }
    profileStep.apply(profile, event);
  }

  void link(LinkKeyKind kind, String value, Event event) {
    Object2ObjectOpenHashMap<String, LinkState> ofKind = Objects.requireNonNull(links.get(kind));
    LinkState state = ofKind.get(value);
    if (state == null) {
      state = linkStep.open(new LinkKey(kind, value));
      ofKind.put(value, state);
    }
    int before = state.usage().accounts();
    linkStep.apply(state, event);
    if (state.usage().accounts() != before) {
      changedLinks.add(state);
    }
  }

  void coAct(String target, Event event, Consumer<Occasion> occasions) {
    Map<String, CoActionUsage> byAction = coActions.get(target);
    if (byAction == null) {
      CoActionUsage usage = coActionStep.open(event);
      coActions.put(target, Map.of(event.action(), usage));
      coActionStep.apply(usage, event, occasions);
      return;
    }
    CoActionUsage usage = byAction.get(event.action());
    if (usage == null) {
      usage = coActionStep.open(event);
      byAction = new Object2ObjectOpenHashMap<>(byAction);
      byAction.put(event.action(), usage);
      coActions.put(target, byAction);
    }
    coActionStep.apply(usage, event, occasions);
  }

  /** Says what the link keys have to tell since the last time. */
  void tellSharing(Tick closed, Consumer<Sharing> output) {
    for (LinkState state : changedLinks) {
      linkStep.tell(state, closed, output);
    }
    changedLinks.clear();
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
    links.values().forEach(ofKind -> ofKind.values().forEach(state -> graph.key(state.usage())));
    coActions.values().forEach(byAction -> byAction.values().forEach(graph::key));
  }
}
