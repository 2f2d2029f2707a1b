package dev.ringwatch.app.replay;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.alert.PolicyTimeline;
import dev.ringwatch.app.analyze.LearnedFile;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.hunt.HuntPoints;
import dev.ringwatch.app.replay.ReplayRequest.Proposal;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.pipeline.PipelineConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The two that are compared.
 *
 * @param before what holds
 * @param after what is proposed
 */
record Sides(Side before, Side after) {

  private static final String ACCOUNT_FROM = "ringwatch.incidents.account-from";
  private static final String RING_FROM = "ringwatch.incidents.ring-from";

  /**
   * Makes them.
   *
   * @param now the settings that hold
   * @param proposed those that would
   * @throws CommandFailure if a model, or what was learned, cannot be used
   */
  static Sides of(ServerSettings now, ServerSettings proposed, ReplayRequest request, Basis basis) {
    Proposal proposal = request.proposal();
    Optional<AnomalyModel> modelNow = request.modelNow().map(basis.models()::of);
    Optional<AnomalyModel> model = proposal.model().map(basis.models()::of).or(() -> modelNow);
    PipelineConfig config = now.pipeline().withHashKey(basis.hashKey());
    PipelineConfig other = proposed.pipeline().withHashKey(basis.hashKey());
    return new Sides(
        new Side(
            config, new Scoring(modelNow, HuntRules.AS_LOGGED, Optional.empty()), basis.policies()),
        new Side(
            other.withRings(rings(other.rings(), proposal.alsoLink())),
            new Scoring(model, hunts(now, proposed, proposal), learned(proposal, model)),
            policies(now, proposed, proposal, basis.policies())));
  }

  private static RingConfig rings(RingConfig rings, Set<LinkKeyKind> also) {
    RingConfig more = rings;
    for (LinkKeyKind kind : also) {
      more = more.withAlso(kind);
    }
    return more;
  }

  private static Optional<LearnedFile> learned(Proposal proposal, Optional<AnomalyModel> model) {
    if (proposal.learned().isEmpty()) {
      return Optional.empty();
    }
    Path file = proposal.learned().get();
    return Optional.of(
        model
            .map(scoring -> LearnedFile.read(file, scoring))
            .orElseThrow(() ->
                new CommandFailure("--learned goes with the --model that it was learned with")));
  }

  /** Points that stay what they are count as the log says them. */
  private static HuntRules hunts(ServerSettings now, ServerSettings proposed, Proposal proposal) {
    HuntPoints before = now.huntSettings().points();
    HuntPoints after = proposed.huntSettings().points();
    Set<String> hunts = new HashSet<>(before.byHunt().keySet());
    hunts.addAll(after.byHunt().keySet());
    Map<String, Integer> changed = new HashMap<>();
    for (String hunt : hunts) {
      if (before.ofHunt(hunt) != after.ofHunt(hunt)) {
        changed.put(hunt, after.ofHunt(hunt));
      }
    }
    return new HuntRules(proposal.withoutHunts(), changed);
  }

  /** A threshold that is proposed holds all the time; one that is not, as long as it held. */
  private static PolicyTimeline policies(
      ServerSettings now, ServerSettings proposed, Proposal proposal, PolicyTimeline inForce) {
    IncidentPolicy initial = proposed.incidentPolicy();
    Set<IncidentKind> given = new HashSet<>();
    for (IncidentKind kind : Set.of(IncidentKind.ACCOUNT, IncidentKind.RING)) {
      OptionalDouble from =
          kind == IncidentKind.RING
              ? proposal.thresholds().rings()
              : proposal.thresholds().accounts();
      String setting = kind == IncidentKind.RING ? RING_FROM : ACCOUNT_FROM;
      boolean isSet = proposal.values().containsKey(setting);
      boolean differs = initial.threshold(kind) != now.incidentPolicy().threshold(kind);
      if (from.isPresent()) {
        initial = initial.with(initial, kind, from.getAsDouble());
      }
      if (from.isPresent() || isSet || differs) {
        given.add(kind);
      }
    }
    return new PolicyTimeline(
        initial,
        inForce.changes().stream().filter(change -> !given.contains(change.kind())).toList());
  }

  /** Whether events become the same under both, so that they need be read into one state only. */
  boolean shareState() {
    return before.config().equals(after.config());
  }
}
