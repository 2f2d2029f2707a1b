package dev.ringwatch.app.calibrate;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.label.Label;
import dev.ringwatch.app.label.Labels;
import dev.ringwatch.calibrate.AccountDays;
import dev.ringwatch.calibrate.LabelledScore;
import dev.ringwatch.event.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Labels beside the scores of their accounts.
 *
 * @param accounts in the order of their source
 * @param skipped how many labels were left out because nobody scored their account, or nobody could
 *     tell
 * @param isWeighted whether it is known how likely accounts were to be looked at
 */
public record LabelledAccounts(List<Account> accounts, long skipped, boolean isWeighted) {

  /** Copies the list. */
  public LabelledAccounts {
    accounts = List.copyOf(accounts);
  }

  /**
   * A labelled account.
   *
   * @param label what is known of it
   * @param day of the score, in days since 1970
   * @param score its score with the label
   */
  public record Account(Label label, long day, LabelledScore score) {}

  /**
   * Joins labels and scores.
   *
   * @throws CommandFailure if accounts have no score, or what labels say of where they come from
   *     does not fit together
   */
  static LabelledAccounts of(Labels labels, AccountDays days, CalibrationRequest.Trust trust) {
    boolean isWeighted = labels.areWeighted();
    checkOrigins(labels, trust);
    List<Account> accounts = new ArrayList<>();
    List<AccountId> unknown = new ArrayList<>();
    for (Map.Entry<AccountId, Label> entry : labels.byAccount().entrySet()) {
      Label label = entry.getValue();
      boolean isAudited = trust.allAreAudited() || label.isAudited();
      Optional<AccountDays.Drawn> drawn = days.drawn(entry.getKey());
      drawn.ifPresentOrElse(
          it ->
              accounts.add(
                  new Account(
                      label,
                      it.epochDay(),
                      new LabelledScore(
                          it.score(),
                          label.abusive(),
                          isAudited,
                          label.inclusionProbability().orElse(1)))),
          () -> unknown.add(entry.getKey()));
    }
    if (!unknown.isEmpty() && !trust.unknownAreSkipped()) {
      throw unknown(unknown);
    }
    return new LabelledAccounts(accounts, unknown.size(), isWeighted);
  }

  private static CommandFailure unknown(List<AccountId> unknown) {
    return new CommandFailure(
        String.format(
            Locale.ROOT,
            "%,d labelled account%s not among the scored ones, such as %s; give the scores of the"
                + " same accounts, or leave these labels out with --skip-unknown",
            unknown.size(),
            unknown.size() == 1 ? " is" : "s are",
            unknown.getFirst()));
  }

  private static void checkOrigins(Labels labels, CalibrationRequest.Trust trust) {
    boolean saySo =
        labels.byAccount().values().stream().anyMatch(label -> label.origin().isPresent());
    if (saySo && trust.allAreAudited()) {
      throw new CommandFailure(
          "the labels say themselves where they come from (origin); leave out"
              + " --labels-are-a-random-sample");
    }
  }

  /** Scores and labels, in the same order. */
  public List<LabelledScore> scores() {
    return accounts.stream().map(Account::score).toList();
  }

  long count(boolean abusive) {
    return accounts.stream().filter(account -> account.label().abusive() == abusive).count();
  }
}
