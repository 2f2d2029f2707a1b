package dev.ringwatch.app.models;

import dev.ringwatch.app.page.Card;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.results.StoredModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model as it is shown.
 *
 * @param frame what stands around it
 * @param id its name
 * @param state whether it holds, in a sentence
 * @param choice the choice of a person, if it is of this model
 * @param choose where it is chosen; empty for who may not, and for what is chosen already
 * @param cards its figures
 * @param config how it was learned
 * @param before the model that was learned before; empty if none is kept
 * @param beforeHref its page
 * @param differences what is not the same as in that
 * @param importance what its features add; empty if nobody noted it
 * @param features how features were spread
 * @param isInForce whether it holds, so that accounts of today can be compared with it
 * @param csv the features as a file
 */
record OneModel(
    Frame frame,
    String id,
    String state,
    Optional<ModelList.Choice> choice,
    String choose,
    List<Card> cards,
    List<ModelConfig.Row> config,
    Optional<String> before,
    String beforeHref,
    List<String> differences,
    Optional<Importance> importance,
    List<FeatureRows.Row> features,
    boolean isInForce,
    String csv) {

  /**
   * What there is to show.
   *
   * @param model the model
   * @param before the model that was learned before
   * @param config how it was learned
   * @param configBefore how that one was
   * @param standing which model holds
   * @param choice the choice of a person
   */
  record Facts(
      ModelFacts model,
      Optional<ModelFacts> before,
      Map<String, String> config,
      Map<String, String> configBefore,
      ModelReader.Standing standing,
      Optional<ModelList.Choice> choice) {}

  static OneModel of(Frame frame, Facts facts) {
    StoredModel model = facts.model().model();
    String id = model.id();
    ModelReader.Standing standing = facts.standing();
    boolean isChosen = standing.isChosen(id);
    List<ModelConfig.Row> config = ModelConfig.rows(facts.config(), facts.configBefore());
    return new OneModel(
        frame,
        Shown.name(id),
        state(id, standing),
        facts.choice().filter(_ -> isChosen),
        frame.mayApprove() && !isChosen ? ModelList.href(id) + "/choice" : "",
        cards(facts.model()),
        config,
        facts.before().map(earlier -> Shown.name(earlier.model().id())),
        facts.before().map(earlier -> ModelList.href(earlier.model().id())).orElse(""),
        facts
            .before()
            .map(earlier -> differences(facts.model(), earlier, config))
            .orElse(List.of()),
        facts.model().contributions().map(Importance::of),
        FeatureRows.of(facts.model(), facts.before()),
        standing.isInForce(id),
        "/csv/model-features?id=" + id);
  }

  private static String state(String id, ModelReader.Standing standing) {
    if (!standing.isInForce(id)) {
      return standing.isChosen(id)
          ? "It was chosen and comes into force within seconds, at the next minute that closes."
          : "It is not in force.";
    }
    String since =
        standing.since().map(tick -> " since " + Numbers.minute(tick.start()) + " UTC").orElse("");
    String how =
        standing.isChosen(id)
            ? ", because a person chose it."
            : ", because it is the one that the server learned last.";
    return "It is in force" + since + how;
  }

  private static List<Card> cards(ModelFacts facts) {
    StoredModel model = facts.model();
    List<Card> cards = new ArrayList<>();
    cards.add(
        new Card(
            "Learned",
            Numbers.minute(model.trainedAt()),
            "UTC; to score from " + Numbers.minute(model.effectiveFrom()) + " on",
            ""));
    cards.add(
        new Card(
            "Accounts",
            Numbers.count(model.accounts()),
            "learned from, with " + Numbers.count(facts.events(), "event"),
            ""));
    cards.add(
        new Card(
            "Days",
            Numbers.minute(model.windowFrom()).substring(0, 10),
            "to " + Numbers.minute(model.windowTo()).substring(0, 10) + ", of event time",
            ""));
    cards.add(
        new Card(
            "Anomaly score",
            ModelList.score(facts.score(0.5)),
            "of the median account; "
                + ModelList.score(facts.score(0.99))
                + " of the worst in a hundred",
            ""));
    return cards;
  }

  /** What is not the same as in the model before, in sentences. */
  private static List<String> differences(
      ModelFacts model, ModelFacts before, List<ModelConfig.Row> config) {
    List<String> differences = new ArrayList<>();
    differences.add(
        "Learned from "
            + Numbers.count(model.model().accounts(), "account")
            + ", "
            + compared(model.model().accounts() - before.model().accounts())
            + " before.");
    differences.add(
        "The worst account in a hundred scored "
            + ModelList.score(model.score(0.99))
            + ", before "
            + ModelList.score(before.score(0.99))
            + ".");
    names("It looks at, and the one before did not: ", model, before).ifPresent(differences::add);
    names("The one before looked at, and it does not: ", before, model).ifPresent(differences::add);
    for (ModelConfig.Row row : config) {
      if (!row.before().isEmpty()) {
        differences.add(row.name() + ": " + row.value() + ", before " + row.before() + ".");
      }
    }
    return differences;
  }

  private static String compared(long difference) {
    return difference == 0
        ? "as many as"
        : Numbers.count(Math.abs(difference)) + (difference < 0 ? " fewer than" : " more than");
  }

  private static Optional<String> names(String words, ModelFacts in, ModelFacts notIn) {
    Set<String> names = new LinkedHashSet<>(in.model().features());
    names.removeAll(notIn.model().features());
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            words + String.join(", ", names).replace('_', ' ').toLowerCase(Locale.ROOT) + ".");
  }
}
