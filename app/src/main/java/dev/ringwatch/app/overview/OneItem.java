package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.queue.QueueClaim;
import dev.ringwatch.postgres.queue.QueueItem;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One item of the queue as it is shown. An item of the random sample, a second opinion and an
 * incident make the same page; an appeal says what was said, for who decides it has to read that.
 *
 * @param frame what stands around it
 * @param subject what it is about
 * @param since since when it waits; empty if it does not
 * @param work what can be done
 * @param appeal what is said against a verdict
 * @param said the verdict that was given just now
 */
record OneItem(
    Frame frame,
    ItemSubject subject,
    Optional<Moment> since,
    Work work,
    Optional<String> appeal,
    Optional<Said> said) {

  /** Keys are the digits but zero. */
  private static final int KEYS = 9;

  /**
   * What can be done about an item.
   *
   * @param state who has it, in a sentence
   * @param mine whether who looks has it, and may decide
   * @param free whether who looks may take it
   * @param goes where the forms go
   * @param types the kinds of harm to choose from
   */
  record Work(String state, boolean mine, boolean free, Goes goes, List<Type> types) {

    static Work of(Frame frame, Facts facts, Goes goes, Names names) {
      QueueItem item = facts.item();
      QueueClaim claim = item == null ? null : item.claim();
      return new Work(
          OneItem.state(frame, facts, names),
          QueueRows.isOf(claim, facts.asking()) && frame.mayDecide(),
          item != null && claim == null && frame.mayDecide(),
          goes,
          OneItem.types(facts.types()));
    }
  }

  /**
   * Where forms and links go.
   *
   * @param verdict that says what it is
   * @param take that takes it
   * @param putBack that puts it back, or passes on it
   * @param next that takes the next one
   * @param list the queue
   */
  record Goes(String verdict, String take, String putBack, String next, String list) {

    static Goes of(QueueAddress address, VerdictSubject subject) {
      return new Goes(
          address.form("/queue/verdict", subject),
          address.form("/queue/take", subject),
          address.form("/queue/put-back", subject),
          address.to("/queue/next"),
          address.list());
    }
  }

  /**
   * A kind of harm.
   *
   * @param value as a form sends it
   * @param words as it is shown
   * @param key the key that chooses it; empty for none
   */
  record Type(String value, String words, String key) {}

  /**
   * What there is to show.
   *
   * @param item the item; null if nothing about its subject waits for who looks
   * @param asking who looks, as the audit log names them
   * @param types the kinds of harm
   * @param appeal what is said against a verdict, if it is an appeal
   * @param now the present
   */
  record Facts(
      @Nullable QueueItem item,
      String asking,
      List<String> types,
      Optional<String> appeal,
      Instant now) {}

  private static String state(Frame frame, Facts facts, Names names) {
    QueueItem item = facts.item();
    if (item == null) {
      return "Nothing about it waits for your verdict.";
    }
    QueueClaim claim = item.claim();
    if (claim == null) {
      return "Nobody has taken it.";
    }
    String more = Numbers.rough(Duration.between(facts.now(), claim.until()));
    if (QueueRows.isOf(claim, facts.asking())) {
      return "It is yours for " + more + " more, and longer whenever you look at it.";
    }
    return (frame.mayApprove() ? names.of(claim.operator()) : "Somebody else")
        + " has it, for "
        + more
        + " more.";
  }

  private static List<Type> types(List<String> words) {
    return IntStream.range(0, words.size())
        .mapToObj(i ->
            new Type(
                words.get(i),
                VerdictPart.spaced(words.get(i)),
                i < KEYS ? Integer.toString(i + 1) : ""))
        .toList();
  }
}
