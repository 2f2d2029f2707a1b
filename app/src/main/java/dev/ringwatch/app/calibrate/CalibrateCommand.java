package dev.ringwatch.app.calibrate;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.label.Labels;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.calibrate.AccountDays;
import dev.ringwatch.calibrate.BoundedThreshold;
import dev.ringwatch.calibrate.CalibrationConfig;
import dev.ringwatch.calibrate.FalsePositiveBound;
import dev.ringwatch.calibrate.GroupErrors;
import dev.ringwatch.calibrate.Outcome;
import dev.ringwatch.calibrate.Refusal;
import dev.ringwatch.calibrate.Resampling;
import dev.ringwatch.calibrate.ScoreGrid;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Chooses the score from which incidents are opened, so that a bound on false positives holds. */
@Command(
    name = "calibrate",
    description = {
      "Chooses the risk score from which incidents are opened, so that with the stated confidence no",
      "more than the stated share of benign accounts opens one; says so when the labels cannot carry",
      "that. Writes threshold.json, curves.csv and calibration.html into DIR."
    },
    mixinStandardHelpOptions = true)
public final class CalibrateCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--accounts",
      required = true,
      paramLabel = "FILE",
      description = "accounts.csv as analyze writes it; a column date tells several days apart")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path accounts;

  @Option(
      names = "--labels",
      required = true,
      paramLabel = "FILE",
      description = {
        "account_id,label (1 abusive, 0 benign), and origin (audit: drawn at random; or anything",
        "else), inclusion_probability, abuse_type, and country, client and account_age_days where",
        "you have them"
      })
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path labels;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "where to write")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path out;

  @Option(
      names = "--max-fpr",
      defaultValue = "0.02",
      paramLabel = "SHARE",
      description =
          "of benign accounts that may open an incident in a day; default ${DEFAULT-VALUE}")
  private double maxFpr;

  @Option(
      names = "--confidence",
      defaultValue = "0.95",
      paramLabel = "SHARE",
      description = "that this is kept; default ${DEFAULT-VALUE}")
  private double confidence;

  @Option(
      names = "--review-budget",
      paramLabel = "N",
      description = "no more incidents than so many in a day")
  private @Nullable Long reviewBudget;

  @Option(
      names = "--cost-ratio",
      paramLabel = "R",
      description = "what a false positive costs, in missed abusive accounts")
  private @Nullable Double costRatio;

  @Option(
      names = "--labels-are-a-random-sample",
      description = "vouches that labels without an origin were drawn at random from all accounts")
  private boolean allAreAudited;

  @Option(
      names = "--skip-unknown",
      description = "leaves out labels of accounts that have no score")
  private boolean unknownAreSkipped;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "of the bootstrap and of the days drawn; default ${DEFAULT-VALUE}")
  private long seed;

  @Override
  public Integer call() throws IOException {
    CalibrationRequest request =
        new CalibrationRequest(
            accounts,
            labels,
            out,
            config(),
            new CalibrationRequest.Trust(allAreAudited, unknownAreSkipped));
    Labels known = Labels.read(labels);
    AccountDays days = ScoredAccounts.read(accounts, seed);
    LabelledAccounts labelled = LabelledAccounts.of(known, days, request.trust());
    CalibrationFiles files = CalibrationFiles.open(request);
    Findings findings = Findings.of(request.config(), labelled, days.scores());
    files.write(findings);
    print(findings);
    spec.commandLine().getOut().println("wrote " + files.report() + " and the files beside it");
    if (findings.calibrated().outcome() instanceof Outcome.Refused(Refusal refusal)) {
      throw new CommandFailure("no threshold: " + refusal.sentence() + hint(refusal));
    }
    return 0;
  }

  private static String hint(Refusal refusal) {
    return refusal.reason() == Refusal.Reason.NO_AUDIT
        ? " (origin \"audit\" marks them; --labels-are-a-random-sample says that all are)"
        : "";
  }

  private CalibrationConfig config() {
    try {
      return new CalibrationConfig(
          new FalsePositiveBound(share("--max-fpr", maxFpr), share("--confidence", confidence)),
          costRatio == null ? OptionalDouble.empty() : OptionalDouble.of(costRatio),
          reviewBudget == null ? OptionalLong.empty() : OptionalLong.of(reviewBudget),
          ScoreGrid.RISK,
          Resampling.ofDefaults().withSeed(seed));
    } catch (IllegalArgumentException e) {
      String named =
          String.valueOf(e.getMessage())
              .replace("costRatio", "--cost-ratio")
              .replace("reviewBudget", "--review-budget");
      throw new ParameterException(spec.commandLine(), named, e);
    }
  }

  private double share(String option, double value) {
    if (!(value > 0 && value < 1)) {
      throw new ParameterException(
          spec.commandLine(), option + " must lie between 0 and 1, not " + value);
    }
    return value;
  }

  private void print(Findings findings) {
    PrintWriter answer = spec.commandLine().getOut();
    if (findings.calibrated().outcome() instanceof Outcome.Chosen chosen) {
      answer.printf(
          Locale.ROOT, "threshold %s: %s%n", Numbers.score(chosen.threshold()), chosen.sentence());
      findings.calibrated().candidates().bounded().ifPresent(bounded -> print(bounded, answer));
    }
    findings.groups().stream()
        .filter(GroupErrors::isBroken)
        .forEach(group -> answer.println("warning: " + Shown.line(group.sentence())));
    findings
        .calibrated()
        .ranking()
        .ifPresent(ranking ->
            answer.printf(
                Locale.ROOT,
                "labels: ROC-AUC %.4f, average precision %.4f%n",
                ranking.rocAuc(),
                ranking.averagePrecision()));
  }

  private void print(BoundedThreshold bounded, PrintWriter answer) {
    answer.printf(
        Locale.ROOT,
        "no more than %s of benign accounts, but for a probability of %.4f (rank %,d of %,d)%n",
        Numbers.percent(maxFpr),
        bounded.violation(),
        bounded.rank(),
        bounded.benign());
  }
}
