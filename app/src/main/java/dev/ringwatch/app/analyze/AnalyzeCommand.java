package dev.ringwatch.app.analyze;

import dev.ringwatch.app.output.Summary;
import dev.ringwatch.ingest.DecodeOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores a log without a server and writes the answers. */
@Command(
    name = "analyze",
    description = {
      "Scores every account of a log, finds the rings, and writes the answers into DIR:",
      "report.html, accounts.csv, rings.csv, edges.csv, rejected.csv, summary.json."
    },
    mixinStandardHelpOptions = true)
public final class AnalyzeCommand implements Callable<Integer> {

  private static final int SHOWN_REASONS = 5;

  private static final String NO_QUALITY =
      "labels: they say nothing here, the log must hold both abusive and benign labelled accounts";

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "CSV or NDJSON, plain or gzip, or Parquet, in any order; - is standard input")
  private List<String> files = List.of();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "where to write")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path out;

  @Option(
      names = "--map",
      split = ",",
      paramLabel = "OURS=THEIRS",
      description = "what your columns are called, such as account_id=uid,timestamp=when")
  private Map<String, String> columns = new LinkedHashMap<>();

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "account_id,label (1 abusive, 0 benign): adds how well the scores separate them")
  private @Nullable Path labels;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "seed of the training sample and the forest; default ${DEFAULT-VALUE}")
  private long seed;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, Progress.isTerminal());
    checkColumns();
    AnalysisRequest request =
        new AnalysisRequest(
            files, out, columns, Optional.ofNullable(labels), seed, Clock.systemUTC().instant());
    try {
      Summary summary = new Analysis(request, System.in, progress).run();
      progress.done();
      print(summary);
      return 0;
    } finally {
      progress.done();
    }
  }

  private void checkColumns() {
    try {
      DecodeOptions.ofDefaults(Instant.EPOCH).withColumns(columns);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--map: " + e.getMessage(), e);
    }
  }

  private void print(Summary summary) {
    PrintWriter answer = spec.commandLine().getOut();
    Summary.Intake intake = summary.intake();
    answer.printf(
        Locale.ROOT,
        "%,d events of %,d accounts in %.1f s; %,d lines rejected, %,d duplicates%n",
        intake.events(),
        summary.accounts().total(),
        summary.run().took().toMillis() / 1000.0,
        intake.rejectedLines(),
        intake.duplicates());
    intake.rejected().entrySet().stream()
        .limit(SHOWN_REASONS)
        .forEach(why -> answer.printf(Locale.ROOT, "  %,d x %s%n", why.getValue(), why.getKey()));
    answer.printf(
        Locale.ROOT,
        "%,d accounts at high risk, %,d at medium; %,d rings of %,d accounts%n",
        summary.accounts().high(),
        summary.accounts().medium(),
        summary.rings().count(),
        summary.rings().accounts());
    if (labels != null) {
      answer.println(summary.quality().map(AnalyzeCommand::quality).orElse(NO_QUALITY));
    }
    answer.println("wrote " + out.resolve("report.html") + " and the files beside it");
  }

  private static String quality(Summary.Quality quality) {
    return String.format(
        Locale.ROOT,
        "labels: ROC-AUC %.4f, average precision %.4f, recall %.4f at 2 %% false positives",
        quality.rocAuc(),
        quality.averagePrecision(),
        quality.recallAtTwoPercent());
  }
}
