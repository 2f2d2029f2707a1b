package dev.ringwatch.app.analyze;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.command.Version;
import dev.ringwatch.app.input.EventInput;
import dev.ringwatch.app.input.InputProgress;
import dev.ringwatch.app.input.InputSettings;
import dev.ringwatch.app.label.Labels;
import dev.ringwatch.app.model.ModelFile;
import dev.ringwatch.app.output.RejectedInput;
import dev.ringwatch.app.output.RejectedTable;
import dev.ringwatch.app.output.Summary;
import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Event;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.ingest.DecodeOptions;
import dev.ringwatch.ingest.EventIdentity;
import dev.ringwatch.learn.LearningConfig;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.SetAside;
import dev.ringwatch.risk.RiskBlend;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of {@code analyze}: read, profile, train, score, find rings, write. Used once. */
final class Analysis {

  /** A log of files has no other horizon than its own ends. */
  private static final int WHOLE_LOG_DAYS = 1_000_000;

  private final AnalysisRequest request;
  private final InputStream standardInput;
  private final Progress progress;
  private final Stopwatch stopwatch = new Stopwatch();
  private final Activity activity;
  private final EventIdentity identity = new EventIdentity(this::accept);
  private final PipelineConfig config;
  private final EmbeddedDriver driver;
  private Optional<Lesson> lesson = Optional.empty();

  Analysis(AnalysisRequest request, InputStream standardInput, Progress progress) {
    this.request = request;
    this.standardInput = standardInput;
    this.progress = progress;
    PipelineConfig defaults = PipelineConfig.ofDefaults();
    this.config =
        defaults
            .withLateness(Duration.ZERO)
            .withProfiles(defaults.profiles().withHorizonDays(WHOLE_LOG_DAYS))
            .withRings(request.rings());
    this.activity = new Activity(config.rings().kindsWithRoom());
    this.driver = MachineDriver.of(config);
  }

  /**
   * Runs it.
   *
   * @throws CommandFailure if there was no event to analyse
   */
  Summary run() throws IOException {
    try (activity) {
      return analyse();
    }
  }

  private Summary analyse() throws IOException {
    Given given = given();
    EventInput.check(request.files());
    try (OutputFolder folder = OutputFolder.open(request)) {
      AnalysisRequest unfinished = request.withOut(folder.unfinished());
      RejectedInput rejectedInput;
      List<Long> eventsPerInput;
      try (RejectedTable rejected = unfinished.answerFiles().beginRejected()) {
        rejectedInput = new RejectedInput(rejected, request.files().size() > 1);
        eventsPerInput = read(rejectedInput);
      }
      if (driver.closed().isEmpty()) {
        folder.publishRejected();
        throw nothingUsable(rejectedInput);
      }
      Findings findings = findings(rejectedInput, eventsPerInput, given);
      Summary summary = new Answers(unfinished, config, stopwatch).write(findings, given.labels());
      folder.publish();
      return summary;
    }
  }

  /** What was brought along: a model, what is known of accounts, and what was learned earlier. */
  private record Given(
      Optional<AnomalyModel> model, Optional<Labels> labels, Optional<LearnedFile> earlier) {}

  private Given given() throws IOException {
    Optional<Labels> labels = Optional.empty();
    if (request.labels().isPresent()) {
      labels = Optional.of(Labels.read(request.labels().get()));
    }
    if (request.learning().fromLabels() || request.learning().earlier().isPresent()) {
      labels.ifPresent(Labels::areWeighted);
    }
    Optional<AnomalyModel> loaded = request.model().map(ModelFile::load);
    Optional<LearnedFile> earlier =
        loaded.flatMap(
            model -> request.learning().earlier().map(file -> LearnedFile.read(file, model)));
    return new Given(loaded, labels, earlier);
  }

  private Findings findings(RejectedInput rejectedInput, List<Long> eventsPerInput, Given given) {
    progress.stage("summing up accounts");
    List<FeatureVector> vectors = driver.vectors();
    stopwatch.lap("features");
    AnomalyModel model = given.model().orElseGet(() -> train(vectors));
    request.saveModel().ifPresent(file -> ModelFile.save(model, file, Version.text()));
    Finals alone = score(vectors, model);
    lesson = lesson(given, vectors, model, alone);
    return new Findings(
        rejectedInput,
        new Findings.Taken(eventsPerInput, identity.duplicates(), activity),
        new Summary.Model(
            given.model().isPresent(), model.trainedOn(), model.config().forest().seed()),
        lesson.map(Lesson::finals).orElse(alone),
        lesson,
        Usual.of(vectors, model),
        driver.shedOccasions() + alone.rings().shedOccasions());
  }

  private List<Long> read(RejectedInput rejectedInput) throws IOException {
    DecodeOptions options = DecodeOptions.ofDefaults(request.now()).withColumns(request.columns());
    EventInput input =
        new EventInput(
            request.files(),
            standardInput,
            InputSettings.ofDefaults(options),
            line -> rejectedInput.reject(line.input(), line.rejected()));
    input.forEachInOrder(batch -> {
      batch.forEach(identity::accept);
      progress.reading(share(input.progress()), activity.events());
    });
    identity.finish();
    driver.closeAllTicks();
    for (SetAside failed : driver.setAside()) {
      rejectedInput.setAside(failed.event().id(), "could not be processed: " + failed.failure());
    }
    stopwatch.lap("read");
    return input.eventsPerInput();
  }

  private static double share(InputProgress progress) {
    double twice = progress.orderedBytes() + (double) progress.deliveredBytes();
    return progress.totalBytes() == 0 ? 0 : twice / 2 / progress.totalBytes();
  }

  private void accept(Event event) {
    activity.add(event);
    driver.accept(0, event);
  }

  private CommandFailure nothingUsable(RejectedInput rejectedInput) {
    return new CommandFailure(
        String.format(
            "no line of %s could be used (%,d rejected); %s says why",
            String.join(", ", request.files()),
            rejectedInput.rejected(),
            request.out().resolve(request.format().fileName(RejectedTable.NAME))));
  }

  private AnomalyModel train(List<FeatureVector> vectors) {
    progress.stage("learning what is usual");
    AnomalyConfig anomaly = AnomalyConfig.ofDefaults();
    return AnomalyModel.train(
        vectors, anomaly.withForest(anomaly.forest().withSeed(request.seed())));
  }

  private Optional<Lesson> lesson(
      Given given, List<FeatureVector> vectors, AnomalyModel model, Finals alone) {
    if (!request.learning().fromLabels() && given.earlier().isEmpty()) {
      return Optional.empty();
    }
    progress.stage("learning from labels");
    Lesson.Source source =
        new Lesson.Source(
            given.labels().orElseGet(() -> new Labels(Map.of())),
            request.learning().isRandomSample(),
            LearningConfig.ofDefaults().withSeed(request.seed()));
    ScoredRun run = new ScoredRun(vectors, model, alone, new RiskBlend(config.risk()));
    Lesson done =
        given
            .earlier()
            .map(earlier -> Lesson.ofEarlier(earlier, source, run))
            .orElseGet(() -> Lesson.learned(source, run));
    stopwatch.lap("learn");
    return Optional.of(done);
  }

  /** What labels taught, once it has run; empty if that was not asked for. */
  Optional<Lesson> lesson() {
    return lesson;
  }

  private Finals score(List<FeatureVector> vectors, AnomalyModel model) {
    stopwatch.lap("train");
    progress.stage("scoring, and looking for rings");
    Finals finals = driver.finals(vectors, model);
    stopwatch.lap("score");
    return finals;
  }
}
