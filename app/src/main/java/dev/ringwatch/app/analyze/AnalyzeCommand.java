package dev.ringwatch.app.analyze;

import dev.ringwatch.app.output.AnswerFormat;
import dev.ringwatch.app.output.Summary;
import dev.ringwatch.event.LinkKeyKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
      "report.html, summary.json, and the tables accounts, rings, edges and rejected."
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
      names = "--format",
      defaultValue = "CSV",
      description = "of the tables: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
  private AnswerFormat format = AnswerFormat.CSV;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "account_id,label (1 abusive, 0 benign): adds how well the scores separate them")
  private @Nullable Path labels;

  @Option(
      names = "--learn",
      description = {
        "has labels move scores, if what they teach finds more of the abuse among accounts that were",
        "not learned from; says why not otherwise"
      })
  private boolean learn;

  @Option(
      names = "--learned",
      paramLabel = "FILE",
      description = {
        "has scores moved by learned.json of an earlier run, as long as accounts are still like those",
        "of then; goes with --model; --labels are then what was decided since, and may speak against"
      })
  private @Nullable Path learned;

  @Option(
      names = "--labels-are-a-random-sample",
      description = "vouches that labels without an origin were drawn at random from all accounts")
  private boolean allAreAudited;

  @Option(
      names = "--save-model",
      paramLabel = "FILE",
      description = "saves what was learned of what is usual, for --model")
  private @Nullable Path saveModel;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "scores with a saved model instead of learning one from this log")
  private @Nullable Path model;

  @Option(
      names = "--also-link",
      split = ",",
      paramLabel = "KIND",
      description = {
        "weak kinds of link that are off by default:",
        "network (IPv6 /56), client (user agent and address)"
      })
  private Set<LinkKeyKind> alsoLink = EnumSet.noneOf(LinkKeyKind.class);

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "seed of the training sample and the forest; default ${DEFAULT-VALUE}")
  private long seed;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, Progress.isTerminal());
    CommandChecks.columns(spec, columns);
    checkSeed();
    CommandChecks.kinds(spec, alsoLink);
    checkLearning();
    AnalysisRequest request =
        new AnalysisRequest(
            files,
            out,
            format,
            columns,
            Optional.ofNullable(labels),
            new AnalysisRequest.Learning(learn, Optional.ofNullable(learned), allAreAudited),
            Optional.ofNullable(model),
            Optional.ofNullable(saveModel),
            alsoLink,
            seed,
            Clock.systemUTC().instant());
    try {
      Analysis analysis = new Analysis(request, System.in, progress);
      Summary summary = analysis.run();
      progress.done();
      print(summary);
      analysis.lesson().ifPresent(it -> spec.commandLine().getOut().println(it.sentence()));
      spec.commandLine()
          .getOut()
          .println("wrote " + out.resolve("report.html") + " and the files beside it");
      return 0;
    } finally {
      progress.done();
    }
  }

  private void checkSeed() {
    if (model != null && spec.commandLine().getParseResult().hasMatchedOption("--seed")) {
      throw new ParameterException(
          spec.commandLine(), "--seed: a model has its own; leave it out, or leave out --model");
    }
  }

  private void checkLearning() {
    if (learn && labels == null) {
      throw new ParameterException(
          spec.commandLine(), "--learn needs labels to learn from; name a file with --labels");
    }
    if (learned != null && (learn || model == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--learned goes with the --model that it was learned with, and not with --learn");
    }
    if (allAreAudited && !learn && learned == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--labels-are-a-random-sample only matters with --learn or --learned");
    }
  }

  private void print(Summary summary) {
    PrintWriter answer = spec.commandLine().getOut();
    Summary.Intake intake = summary.intake();
    answer.printf(
        Locale.ROOT,
        "%s of %s in %.1f s; %s rejected, %s%n",
        counted(intake.events(), "event"),
        counted(summary.accounts().total(), "account"),
        summary.run().took().toMillis() / 1000.0,
        counted(intake.rejectedLines(), "line"),
        counted(intake.duplicates(), "duplicate"));
    intake.rejected().entrySet().stream()
        .limit(SHOWN_REASONS)
        .forEach(why -> answer.printf(Locale.ROOT, "  %,d x %s%n", why.getValue(), why.getKey()));
    answer.printf(
        Locale.ROOT,
        "%s at high risk, %,d at medium; %s of %s%n",
        counted(summary.accounts().high(), "account"),
        summary.accounts().medium(),
        counted(summary.rings().count(), "ring"),
        counted(summary.rings().accounts(), "account"));
    if (labels != null) {
      answer.println(summary.quality().map(AnalyzeCommand::quality).orElse(NO_QUALITY));
    }
  }

  private static String counted(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
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
