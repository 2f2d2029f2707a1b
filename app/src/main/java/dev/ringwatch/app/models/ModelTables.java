package dev.ringwatch.app.models;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.model.Contributions;
import dev.ringwatch.app.model.Contributions.Means;
import dev.ringwatch.app.model.Contributions.Points;
import dev.ringwatch.app.models.ModelDrift.Moved;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.postgres.results.StoredModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Models, what one looks at, and how far accounts moved since, as files. */
@Configuration(proxyBeanMethods = false)
class ModelTables {

  private static final String ID = "id";

  /** A feature of a model. */
  record Feature(String name, ModelFacts facts) {

    @Nullable Object known() {
      ModelFacts.Spread spread = facts.features().get(name);
      return spread == null ? null : spread.known();
    }

    @Nullable Object quantile(double share) {
      ModelFacts.Spread spread = facts.features().get(name);
      OptionalDouble value = spread == null ? OptionalDouble.empty() : spread.quantile(share);
      return value.isPresent() ? value.getAsDouble() : null;
    }

    @Nullable Object points(Function<Contributions, Means> of, ToDoubleFunction<Points> part) {
      Optional<Points> points =
          facts.contributions().map(of).map(means -> means.points().get(name));
      return points.isPresent() ? part.applyAsDouble(points.get()) : null;
    }
  }

  @Bean
  CsvTable<StoredModel> modelsFile(ModelReader models) {
    return CsvTable.of(
        "models",
        AuditAction.MODEL_LIST,
        List.of(
            CsvColumn.of("id", StoredModel::id),
            CsvColumn.of("learned", StoredModel::trainedAt),
            CsvColumn.of("effective_from", StoredModel::effectiveFrom),
            CsvColumn.of("window_from", StoredModel::windowFrom),
            CsvColumn.of("window_to", StoredModel::windowTo),
            CsvColumn.of("accounts", StoredModel::accounts),
            CsvColumn.of("events", model -> ModelFacts.of(model).events()),
            CsvColumn.of("median_score", model -> ModelFacts.of(model).score(0.5)),
            CsvColumn.of("score_of_worst_in_100", model -> ModelFacts.of(model).score(0.99))),
        request ->
            CsvRows.of(
                Parameters.of(request, List.of()).asked(), CsvSource.whole(models.latest())));
  }

  @Bean
  CsvTable<Feature> modelFeaturesFile(ModelReader models) {
    return CsvTable.of(
        "model-features",
        AuditAction.MODEL_LIST,
        List.of(
            CsvColumn.of("feature", Feature::name),
            CsvColumn.of("known", Feature::known),
            CsvColumn.of("median", feature -> feature.quantile(0.5)),
            CsvColumn.of("nine_tenths", feature -> feature.quantile(0.9)),
            CsvColumn.of("points_z", feature -> feature.points(Contributions::all, Points::z)),
            CsvColumn.of(
                "points_forest", feature -> feature.points(Contributions::all, Points::forest)),
            CsvColumn.of(
                "worst_points_z", feature -> feature.points(Contributions::worst, Points::z)),
            CsvColumn.of(
                "worst_points_forest",
                feature -> feature.points(Contributions::worst, Points::forest))),
        request -> {
          String id = Parameters.of(request, List.of(ID)).needed(ID, "name a model, as id=ID");
          Optional<StoredModel> model = models.find(id);
          return CsvRows.of(
              id,
              model.isPresent(),
              CsvSource.whole(
                  model.map(ModelFacts::of).map(ModelTables::features).orElse(List.of())));
        });
  }

  private static List<Feature> features(ModelFacts facts) {
    Set<String> names = new LinkedHashSet<>(facts.features().keySet());
    facts
        .contributions()
        .ifPresent(contributions -> {
          names.addAll(contributions.all().points().keySet());
          names.addAll(contributions.worst().points().keySet());
        });
    List<Feature> features = new ArrayList<>();
    names.forEach(name -> features.add(new Feature(name, facts)));
    return features;
  }

  @Bean
  CsvTable<Moved> modelDriftFile(DriftReader drift) {
    return CsvTable.of(
        "model-drift",
        AuditAction.MODEL_LIST,
        List.of(
            CsvColumn.of("feature", Moved::feature),
            CsvColumn.of("stability_index", moved -> moved.drift().index()),
            CsvColumn.of("moved_from", moved -> moved.drift().limit()),
            CsvColumn.of("moved", moved -> moved.drift().isMoved()),
            CsvColumn.of("accounts_then", moved -> moved.drift().then()),
            CsvColumn.of("accounts_now", moved -> moved.drift().now())),
        request ->
            CsvRows.of(
                Parameters.of(request, List.of()).asked(), CsvSource.whole(drift.features())));
  }
}
