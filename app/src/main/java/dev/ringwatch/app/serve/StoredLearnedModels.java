package dev.ringwatch.app.serve;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.command.Version;
import dev.ringwatch.app.detection.LearnedModels;
import dev.ringwatch.app.model.TrainingStatistics;
import dev.ringwatch.control.LearnedText;
import dev.ringwatch.control.ModelId;
import dev.ringwatch.control.ModelText;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.ProfileConfig;
import dev.ringwatch.learn.LearnedWeights;
import dev.ringwatch.postgres.audit.AuditUnavailableException;
import dev.ringwatch.postgres.learned.KeptBlend;
import dev.ringwatch.postgres.learned.LearnedBlends;
import dev.ringwatch.postgres.learned.NewBlend;
import dev.ringwatch.postgres.results.Models;
import dev.ringwatch.postgres.results.PinnedModel;
import dev.ringwatch.postgres.results.StoredModel;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that were learned, and what verdicts taught, in the database. Safe for threads. */
final class StoredLearnedModels implements LearnedModels {

  private final Models models;
  private final LearnedBlends blends;
  private final Audit audit;
  private final ProfileConfig profiles;
  private final Clock clock;

  StoredLearnedModels(
      Models models, LearnedBlends blends, Audit audit, ProfileConfig profiles, Clock clock) {
    this.models = models;
    this.blends = blends;
    this.audit = audit;
    this.profiles = profiles;
    this.clock = clock;
  }

  @Override
  public void keep(AnomalyModel model, List<FeatureVector> sample, Tick effectiveFrom)
      throws IOException {
    String id = ModelId.of(model);
    String body = ModelText.of(model, Version.text());
    StoredModel facts = facts(id, model, sample, effectiveFrom);
    Map<String, String> details = Map.of("effective_from", effectiveFrom.start().toString());
    try {
      audit.change((connection, record) -> {
        models.add(connection, facts, body);
        record.accept(Audit.done(Who.system(), AuditAction.MODEL_LEARN, id, details));
        return facts;
      });
    } catch (SQLException | AuditUnavailableException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private StoredModel facts(
      String id, AnomalyModel model, List<FeatureVector> sample, Tick effectiveFrom) {
    Instant end = effectiveFrom.start();
    return new StoredModel(
        id,
        clock.instant(),
        effectiveFrom.start(),
        model.config().forest().seed(),
        end.minus(Duration.ofDays(profiles.horizonDays())),
        end,
        model.trainedOn(),
        model.state().usual().keySet().stream().map(Feature::label).toList(),
        TrainingStatistics.of(model, sample).json());
  }

  @Override
  public Optional<String> chosen() throws IOException {
    try {
      return models.pinned().map(PinnedModel::modelId);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public Optional<LearnedWeights> taught() throws IOException {
    try {
      return blends
          .inForce()
          .map(KeptBlend::what)
          .map(NewBlend::learned)
          .flatMap(learned -> LearnedText.parse(learned.weights()));
    } catch (SQLException | IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public Optional<AnomalyModel> find(String id) throws IOException {
    try {
      return models.body(id).map(ModelText::parse);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
