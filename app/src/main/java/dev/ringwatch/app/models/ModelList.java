package dev.ringwatch.app.models;

import dev.ringwatch.app.page.Card;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.results.PinnedModel;
import dev.ringwatch.postgres.results.StoredModel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Models as they are shown.
 *
 * @param frame what stands around them
 * @param cards which of them holds
 * @param choice the choice of a person; empty while the newest holds
 * @param rows all, the newest first
 */
record ModelList(Frame frame, List<Card> cards, Optional<Choice> choice, List<Row> rows) {

  /** Where the pages are. */
  static final String PATH = "/models";

  /**
   * A choice.
   *
   * @param id the model that was chosen
   * @param href its page
   * @param by who chose it
   * @param at when
   * @param reason why; empty if they did not say
   * @param awaited whether it is still to come into force
   * @param release where it is taken back; empty for who may not
   */
  record Choice(
      String id,
      String href,
      String by,
      Moment at,
      String reason,
      boolean awaited,
      String release) {

    static Choice of(
        PinnedModel pinned,
        ModelReader.Standing standing,
        Frame frame,
        UnaryOperator<String> names,
        Instant now) {
      return new Choice(
          Shown.name(pinned.modelId()),
          ModelList.href(pinned.modelId()),
          names.apply(pinned.by()),
          Moment.of(pinned.at(), now),
          Shown.line(pinned.reason()),
          !standing.isInForce(pinned.modelId()),
          frame.mayApprove() ? ModelList.href(pinned.modelId()) + "/choice" : "");
    }
  }

  /**
   * A model.
   *
   * @param id its name
   * @param href its page
   * @param learned when
   * @param accounts from how many
   * @param events how many events stood behind these
   * @param usual the anomaly score of the median account
   * @param worst that of the worst in a hundred
   * @param state whether it holds, and by whose choice
   */
  record Row(
      String id,
      String href,
      Moment learned,
      String accounts,
      String events,
      String usual,
      String worst,
      String state) {}

  static ModelList of(
      Frame frame,
      List<StoredModel> models,
      ModelReader.Standing standing,
      UnaryOperator<String> names,
      Instant now) {
    return new ModelList(
        frame,
        cards(models, standing),
        standing.chosen().map(pinned -> Choice.of(pinned, standing, frame, names, now)),
        models.stream().map(model -> row(ModelFacts.of(model), standing, now)).toList());
  }

  private static List<Card> cards(List<StoredModel> models, ModelReader.Standing standing) {
    List<Card> cards = new ArrayList<>();
    cards.add(
        new Card(
            "In force",
            standing.inForce().map(Shown::name).orElse("–"),
            standing
                .since()
                .map(tick -> "since " + Numbers.minute(tick.start()) + " UTC")
                .orElse("no scores before there is one"),
            ""));
    Optional<StoredModel> holds =
        models.stream().filter(model -> standing.isInForce(model.id())).findFirst();
    cards.add(
        new Card(
            "Learned from",
            holds.map(model -> Numbers.count(model.accounts())).orElse("–"),
            "accounts",
            ""));
    cards.add(
        new Card(
            "Chosen by",
            standing.chosen().isPresent() ? "a person" : "the server",
            standing.chosen().isPresent()
                ? "no other is learned meanwhile"
                : "the newest holds, and the next is learned by itself",
            standing.chosen().isPresent() ? "medium" : ""));
    return cards;
  }

  private static Row row(ModelFacts facts, ModelReader.Standing standing, Instant now) {
    StoredModel model = facts.model();
    return new Row(
        Shown.name(model.id()),
        href(model.id()),
        Moment.of(model.trainedAt(), now),
        Numbers.count(model.accounts()),
        Numbers.count(facts.events()),
        score(facts.score(0.5)),
        score(facts.score(0.99)),
        state(model.id(), standing));
  }

  static String score(@Nullable Double score) {
    return score == null ? "–" : Numbers.score(score);
  }

  /** Whether a model holds, and by whose choice. */
  static String state(String id, ModelReader.Standing standing) {
    if (standing.isChosen(id)) {
      return standing.isInForce(id) ? "in force, by choice" : "chosen, about to hold";
    }
    return standing.isInForce(id) ? "in force" : "earlier";
  }

  /** The page of a model. */
  static String href(String id) {
    return PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
