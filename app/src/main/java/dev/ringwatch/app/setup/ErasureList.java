package dev.ringwatch.app.setup;

import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Notice;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.erasure.Erasure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Erasures as they are shown.
 *
 * @param frame what stands around it
 * @param rows an erasure each, the newest first
 * @param form what stands in the form, and what it has come to
 */
record ErasureList(Frame frame, Panel<List<Row>> rows, Form form) {

  /**
   * The form.
   *
   * @param account the id that was typed; empty for none
   * @param notice what the form has come to
   */
  record Form(String account, Notice notice) {}

  /**
   * An erasure.
   *
   * @param pseudonym what stands in the account's place elsewhere
   * @param account which account; that it is forgotten once it is done
   * @param state how far it is
   * @param bad whether that is later than it should be, or hindered
   * @param by who wanted it
   * @param asked when
   * @param due in how long it is to be done; empty once it is
   * @param removed how many rows are gone
   */
  record Row(
      String pseudonym,
      String account,
      String state,
      boolean bad,
      String by,
      Moment asked,
      Optional<Moment> due,
      String removed) {}

  static ErasureList of(
      Frame frame, Panel<List<Erasure>> all, Form form, UnaryOperator<String> names, Instant now) {
    return new ErasureList(
        frame,
        all.then(
            "The list of erasures",
            found -> found.stream().map(one -> row(one, names, now)).toList()),
        form);
  }

  private static Row row(Erasure one, UnaryOperator<String> names, Instant now) {
    String account = one.account();
    boolean open = one.step() != Erasure.Step.DONE;
    return new Row(
        one.pseudonym(),
        account == null ? "forgotten" : Shown.name(account),
        state(one, now),
        one.isLate(now) || !one.problem().isEmpty(),
        names.apply(one.askedBy()),
        Moment.of(one.askedAt(), now),
        open && !one.isLate(now) ? Optional.of(Moment.ahead(one.dueAt(), now)) : Optional.empty(),
        Numbers.count(one.removedRows()));
  }

  private static String state(Erasure one, Instant now) {
    String step =
        switch (one.step()) {
          case ASKED -> "waits for the server";
          case FORGETTING -> "rows are gone; state, mentions and archives follow";
          case DONE -> "done";
        };
    String late = one.isLate(now) ? "late: " : "";
    String problem = one.problem().isEmpty() ? "" : "; " + Shown.line(one.problem());
    return late + step + problem;
  }
}
