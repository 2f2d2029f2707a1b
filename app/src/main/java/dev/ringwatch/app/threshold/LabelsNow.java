package dev.ringwatch.app.threshold;

import dev.ringwatch.app.calibrate.LabelledAccounts;
import dev.ringwatch.app.calibrate.LabelledAccounts.Account;
import dev.ringwatch.app.label.Label;
import dev.ringwatch.calibrate.AgeBand;
import dev.ringwatch.calibrate.GroupKind;
import dev.ringwatch.calibrate.LabelledScore;
import dev.ringwatch.calibrate.ScoreStrata;
import dev.ringwatch.postgres.threshold.FlaggedDays.FlaggedDay;
import dev.ringwatch.postgres.verdict.CalibrationLabel;
import dev.ringwatch.postgres.verdict.Judgement;
import dev.ringwatch.postgres.verdict.VerdictOrigin;
import dev.ringwatch.risk.RiskConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes what calibration takes of the verdicts that stand. Whom nobody could tell, and whose score
 * of the day is kept no more, is left out. Nobody says how likely reviewed accounts were to be
 * looked at, so that each counts by the share of accounts of about its score that have a label,
 * among those of the days that are shown.
 *
 * <p>The bound must not rest on less than what opens incidents. A final score is kept when it moved
 * by a point or into another band, so that the highest of a day may have been nine tenths higher
 * within its band: a benign account of the random sample is taken for as much. One that had an
 * incident opened between ticks has the score of that, if it is more.
 *
 * @param days the scores of all accounts of some days
 * @param shown the first of these days, in days since 1970
 * @param flagged what incidents were opened with
 * @param opened when accounts were opened, as far as it is known
 */
record LabelsNow(
    List<double[]> days, long shown, Map<FlaggedDay, Double> flagged, Map<String, Instant> opened) {

  private static final RiskConfig BANDS = RiskConfig.ofDefaults();

  /** Scores are tenths, and one that moved by a whole point is kept. */
  private static final double UNSEEN = 0.9;

  private static final double TENTH = 0.1;
  private static final double HIGHEST = 100;
  private static final Duration ONE_DAY = Duration.ofDays(1);

  LabelledAccounts of(List<CalibrationLabel> labels) {
    List<Account> accounts = new ArrayList<>();
    for (CalibrationLabel label : labels) {
      if (label.judgement() != Judgement.UNSURE && label.highestScore() != null) {
        accounts.add(account(label, label.highestScore()));
      }
    }
    ScoreStrata strata =
        ScoreStrata.of(
            accounts.stream()
                .filter(account -> account.day() >= shown)
                .map(Account::score)
                .toList(),
            days);
    return new LabelledAccounts(
        accounts.stream().map(account -> weighed(account, strata)).toList(),
        labels.size() - accounts.size(),
        true);
  }

  private Account account(CalibrationLabel label, double kept) {
    boolean abusive = label.judgement() == Judgement.ABUSIVE;
    boolean carriesBound = !abusive && label.origin() == VerdictOrigin.AUDIT;
    double score = carriesBound ? atMost(label, kept) : kept;
    return new Account(
        new Label(
            abusive,
            Optional.of(label.origin().word()),
            OptionalDouble.empty(),
            Optional.ofNullable(label.abuseType()),
            Optional.of(label.decidedAt()),
            groups(label)),
        LocalDate.ofInstant(label.day(), ZoneOffset.UTC).toEpochDay(),
        new LabelledScore(score, abusive, label.origin() == VerdictOrigin.AUDIT, 1));
  }

  private Map<GroupKind, String> groups(CalibrationLabel label) {
    Map<GroupKind, String> groups = new EnumMap<>(GroupKind.class);
    String country = label.groups().country();
    String client = label.groups().client();
    if (country != null) {
      groups.put(GroupKind.COUNTRY, country);
    }
    if (client != null) {
      groups.put(GroupKind.CLIENT, ClientFamily.of(client));
    }
    age(label).ifPresent(band -> groups.put(GroupKind.ACCOUNT_AGE, band.label()));
    return groups;
  }

  /** On the day; an account that says it was opened later than that has none. */
  private Optional<AgeBand> age(CalibrationLabel label) {
    Instant since = opened.get(label.account());
    Instant end = label.day().plus(ONE_DAY);
    if (since == null || since.isAfter(end)) {
      return Optional.empty();
    }
    Duration age = Duration.between(since, end);
    return Optional.of(AgeBand.of((double) age.toSeconds() / ONE_DAY.toSeconds()));
  }

  private double atMost(CalibrationLabel label, double kept) {
    double opened = flagged.getOrDefault(new FlaggedDay(label.account(), label.day()), 0.0);
    double top =
        switch (BANDS.band(kept)) {
          case LOW -> BANDS.mediumFrom() - TENTH;
          case MEDIUM -> BANDS.highFrom() - TENTH;
          case HIGH -> HIGHEST;
        };
    return Math.max(opened, Math.min(kept + UNSEEN, top));
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
