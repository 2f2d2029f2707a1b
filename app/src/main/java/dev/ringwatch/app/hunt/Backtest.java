package dev.ringwatch.app.hunt;

import dev.ringwatch.calibrate.BinomialInterval;
import dev.ringwatch.calibrate.Interval;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.hunt.KnownAccounts.Known;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of the accounts that a hunt found: what people decided about them, and whether their
 * score says the same.
 *
 * @param rows how many rows it found
 * @param whole whether these are all
 * @param found what is known of the accounts in them, each once
 * @param abusive how many accounts of the time a verdict calls abusive, found or not
 * @param threshold the risk score from which an incident is opened now; scores are those of today,
 *     not those of the time that was asked about
 */
public record Backtest(int rows, boolean whole, List<Known> found, long abusive, double threshold) {

  private static final double CONFIDENCE = 0.95;
  private static final double PERCENT = 100;

  /** Of a list so many accounts count, the first ones; hunts of ours name no more. */
  private static final int MOST_OF_A_ROW = 20;

  /** Copies what was found. */
  public Backtest {
    found = List.copyOf(found);
  }

  /** The accounts that an answer names, in its order, each with the first row that it is in. */
  static Map<String, Integer> rows(HuntAnswer answer) {
    Map<String, Integer> accounts = new LinkedHashMap<>();
    int one = answer.columns().indexOf("account_id");
    int many = answer.columns().indexOf("accounts");
    for (int i = 0; i < answer.rows().size(); i++) {
      List<?> row = answer.rows().get(i);
      int number = i;
      if (one >= 0 && row.get(one) instanceof String account) {
        accounts.putIfAbsent(account, number);
      }
      if (many >= 0 && row.get(many) instanceof Collection<?> listed) {
        listed.stream()
            .limit(MOST_OF_A_ROW)
            .forEach(account -> accounts.putIfAbsent(String.valueOf(account), number));
      }
    }
    return accounts;
  }

  /** It in sentences. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        counted(found.size(), "account")
            + " in "
            + counted(rows, "row")
            + (whole ? "" : ", and there are more rows")
            + "; of a row 20 accounts count at most");
    long bad = count("abusive");
    long good = count("benign");
    lines.add(
        "verdicts that stand: %d abusive, %d benign, %d unsure"
            .formatted(bad, good, count("unsure")));
    lines.add(precision(bad, good));
    lines.add(
        "of "
            + counted(abusive, "account")
            + " of that time that a verdict calls abusive, its rows name "
            + bad);
    lines.add(
        "a score of %s or more today: %d of those found, and %d of the %d abusive ones"
                .formatted(score(threshold), above(""), above("abusive"), bad)
            + "; the score misses "
            + (bad - above("abusive")));
    return lines;
  }

  private static String precision(long bad, long good) {
    if (bad + good == 0) {
      return "precision: nothing can be said, for nobody has decided about any of them";
    }
    Interval interval = BinomialInterval.of(bad, bad + good, CONFIDENCE);
    return "precision among them: %s (%s to %s with 95 %% confidence)"
        .formatted(
            share((double) bad / (bad + good)), share(interval.low()), share(interval.high()));
  }

  private long count(String verdict) {
    return found.stream().filter(one -> verdict.equals(one.verdict())).count();
  }

  /** How many have a score at the threshold or above; of a verdict, unless that is empty. */
  private long above(String verdict) {
    return found.stream()
        .filter(one -> verdict.isEmpty() || verdict.equals(one.verdict()))
        .filter(one -> one.risk() != null && one.risk() >= threshold)
        .count();
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.1f %%", value * PERCENT);
  }

  private static String score(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
