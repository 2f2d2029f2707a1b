package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Pill;
import dev.ringwatch.app.queue.QueueDesk;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.queue.WorkQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The queue as it is shown.
 *
 * @param frame what stands around it
 * @param mayDecide whether who looks may take items
 * @param words how many there are, in a sentence
 * @param filters what can be chosen
 * @param rows the items, the first to be looked at first
 * @param empty what would fill it; shown in the place of rows
 * @param take where the form goes that takes the next item
 * @param file where all of it is as a file
 * @param next where the next page is
 * @param said the verdict that was given just now
 */
record QueueList(
    Frame frame,
    boolean mayDecide,
    String words,
    List<Filter> filters,
    List<Row> rows,
    String empty,
    String take,
    String file,
    Optional<String> next,
    Optional<Said> said) {

  private static final String FILLS =
      "Nothing waits for a verdict. Incidents of accounts and rings come here when they are opened,"
          + " accounts of the random sample in the course of each day, second opinions when somebody"
          + " has decided, and appeals when one is entered.";

  private static final String NOT_LIKE_THAT =
      "Nothing that waits is like that. The first choice of each line shows the rest.";

  /**
   * Something to choose by.
   *
   * @param name what it is of
   * @param choices of which one holds
   */
  record Filter(String name, List<Choice> choices) {}

  /**
   * An item.
   *
   * @param id the account's or the ring's id, as it is shown
   * @param href its page in the queue
   * @param kind an account or a ring, in a word
   * @param pill its score; empty if none is written yet
   * @param reasons the first reasons for that
   * @param since since when it waits
   * @param taken who has it, in words; empty for nobody
   * @param mine whether who looks has it
   */
  record Row(
      String id,
      String href,
      String kind,
      Optional<Pill> pill,
      List<Overview.Because> reasons,
      Moment since,
      String taken,
      boolean mine) {}

  static QueueList of(
      Frame frame, QueueAddress address, QueueDesk.Page page, List<Row> rows, Optional<Said> said) {
    return new QueueList(
        frame,
        frame.mayDecide(),
        words(page.counts()),
        filters(address),
        rows,
        address.filters().isEmpty() ? FILLS : NOT_LIKE_THAT,
        address.to("/queue/next"),
        address.to("/csv/queue"),
        Optional.ofNullable(page.next()).map(next -> address.with("cursor", next)),
        said);
  }

  private static String words(WorkQueue.Counts counts) {
    return Numbers.count(counts.waiting(), "item")
        + (counts.waiting() == 1 ? " waits, " : " wait, ")
        + Numbers.count(counts.taken())
        + " of them taken"
        + (counts.mine() == 0 ? "." : ", " + Numbers.count(counts.mine()) + " by you.");
  }

  private static List<Filter> filters(QueueAddress address) {
    List<Filter> all = new ArrayList<>();
    all.add(filter(address, "About", "kind", ":all", "account:accounts", "ring:rings"));
    all.add(filter(address, "Band", "band", ":all", "high:high", "medium:medium", "low:low"));
    all.add(filter(address, "Taken", "claimed", ":all", "me:by me", "nobody:by nobody"));
    all.add(
        filter(address, "Score", "min_score", ":all", "70:from 70", "80:from 80", "90:from 90"));
    all.add(
        filter(
            address, "Waits", "older_hours", ":all", "1:over 1 h", "8:over 8 h", "24:over a day"));
    return List.copyOf(all);
  }

  /** Each choice is a value of the address, a colon, and a name. */
  private static Filter filter(QueueAddress address, String title, String name, String... choices) {
    String holds = address.filters().getOrDefault(name, "");
    List<Choice> all = new ArrayList<>();
    boolean isKnown = false;
    for (String one : choices) {
      String value = one.substring(0, one.indexOf(':'));
      String words = one.substring(one.indexOf(':') + 1);
      all.add(new Choice(words, address.with(name, value), holds.equals(value)));
      isKnown |= holds.equals(value);
    }
    if (!isKnown) {
      // Somebody wrote another value into the address bar.
      all.add(new Choice(holds, address.with(name, holds), true));
    }
    return new Filter(title, all);
  }
}
