package dev.ringwatch.app.threshold;

import dev.ringwatch.app.calibrate.LabelledAccounts;
import dev.ringwatch.app.calibrate.LabelledAccounts.Account;
import dev.ringwatch.app.label.Label;
import dev.ringwatch.calibrate.LabelledScore;
import dev.ringwatch.calibrate.ScoreStrata;
import dev.ringwatch.postgres.verdict.CalibrationLabel;
import dev.ringwatch.postgres.verdict.Judgement;
import dev.ringwatch.postgres.verdict.VerdictOrigin;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes what calibration takes of the verdicts that stand. Whom nobody could tell, and whose score
 * of the day is kept no more, is left out. Nobody says how likely reviewed accounts were to be
 * looked at, so that each counts by the share of all accounts of about its score that have a label.
 */
final class LabelsNow {

  private LabelsNow() {}

  static LabelledAccounts of(List<CalibrationLabel> labels, List<double[]> days) {
    List<Account> accounts = new ArrayList<>();
    for (CalibrationLabel label : labels) {
      if (label.judgement() != Judgement.UNSURE && label.highestScore() != null) {
        accounts.add(account(label, label.highestScore()));
      }
    }
    ScoreStrata strata = ScoreStrata.of(accounts.stream().map(Account::score).toList(), days);
    return new LabelledAccounts(
        accounts.stream().map(account -> weighed(account, strata)).toList(),
        labels.size() - accounts.size(),
        true);
  }

  private static Account account(CalibrationLabel label, double score) {
    boolean abusive = label.judgement() == Judgement.ABUSIVE;
    return new Account(
        new Label(
            abusive,
            Optional.of(label.origin().word()),
            OptionalDouble.empty(),
            Optional.ofNullable(label.abuseType())),
        LocalDate.ofInstant(label.day(), ZoneOffset.UTC).toEpochDay(),
        new LabelledScore(score, abusive, label.origin() == VerdictOrigin.AUDIT, 1));
  }

  private static Account weighed(Account account, ScoreStrata strata) {
    LabelledScore score = account.score();
    return new Account(
        account.label(),
        account.day(),
        new LabelledScore(
            score.score(), score.abusive(), score.audited(), strata.probability(score.score())));
  }
}
