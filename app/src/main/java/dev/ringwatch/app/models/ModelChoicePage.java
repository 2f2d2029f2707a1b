package dev.ringwatch.app.models;

import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.results.StoredModel;
import java.util.ArrayList;
import java.util.List;

/**
 * What is about to be decided about a model, and what will come of it.
 *
 * @param frame what stands around it
 * @param id the model
 * @param back its page
 * @param action where the form goes
 * @param decision {@code choose} or {@code release}
 * @param button what the button says
 * @param title what is asked
 * @param consequences what will happen, in sentences
 */
record ModelChoicePage(
    Frame frame,
    String id,
    String back,
    String action,
    String decision,
    String button,
    String title,
    List<String> consequences) {

  /** To have a model hold. */
  static final String CHOOSE = "choose";

  /** To take the choice of a model back. */
  static final String RELEASE = "release";

  static ModelChoicePage of(Frame frame, StoredModel model, ModelReader.Standing standing) {
    String id = model.id();
    boolean isChosen = standing.isChosen(id);
    return new ModelChoicePage(
        frame,
        Shown.name(id),
        ModelList.href(id),
        ModelList.href(id) + "/choice",
        isChosen ? RELEASE : CHOOSE,
        isChosen ? "Let the server learn again" : "Have this model hold",
        isChosen ? "Give the choice back to learning?" : "Have this model hold?",
        isChosen ? released() : chosen(id, standing));
  }

  private static List<String> chosen(String id, ModelReader.Standing standing) {
    List<String> all = new ArrayList<>();
    all.add(
        standing.isInForce(id)
            ? "It is in force already: no score changes now, and it stays when others would be"
                + " learned."
            : "Within seconds it is written into the log. " + when(standing));
    if (!standing.isInForce(id)) {
      all.add(
          "From there on all accounts are scored under it, those that are quiet in the background"
              + " within minutes: risk scores, bands and reasons change.");
      all.add(
          "Incidents that are open stay open; accounts that come to score as much as an incident"
              + " takes have one opened when they act next.");
    }
    all.add("No other model is learned until the choice is given back, on its page.");
    all.add("Your name and your reason are in the audit log and on its page.");
    return all;
  }

  private static String when(ModelReader.Standing standing) {
    return standing
        .next()
        .map(tick -> "As things stand it takes effect at the tick of " + minute(tick) + ".")
        .orElse("It takes effect at the first minute that closes.");
  }

  private static String minute(Tick tick) {
    return Numbers.minute(tick.start()) + " UTC, or at a later one if that has closed by then";
  }

  private static List<String> released() {
    return List.of(
        "No score changes at once: the model stays in force until the next is learned, which is"
            + " within minutes if events arrive.",
        "The next one holds from the minute after it was learned, and all accounts are scored under"
            + " it.",
        "From then on the server learns by itself again, when the log has doubled or a day has"
            + " passed.",
        "Your name and your reason are in the audit log.");
  }
}
