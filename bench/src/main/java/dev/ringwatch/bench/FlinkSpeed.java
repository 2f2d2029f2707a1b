package dev.ringwatch.bench;

import dev.ringwatch.bench.serve.WorkFolder;
import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flink.JobConfig;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.pipeline.AccountState;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.RingSearch;
import dev.ringwatch.pipeline.ScoreStep;
import dev.ringwatch.pipeline.ScoringModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The Flink job on a cluster within this process, beside the embedded driver on the same day of
 * events: every account's score at each minute in which it did something, rings every so often.
 * Sources and sinks are in memory, so that the engine and the steps are measured; with {@code
 * --kafka} the events come from a broker in a process of its own.
 */
@Command(
    name = "flink",
    description = "the Flink job beside the embedded driver, on the same events",
    mixinStandardHelpOptions = true)
final class FlinkSpeed implements Callable<Integer> {

  private static final int EVENTS_OF_AN_ACCOUNT = 20;

  @Option(names = "--events", defaultValue = "1000000", description = "default ${DEFAULT-VALUE}")
  private long events;

  @Option(names = "--accounts", description = "default: a twentieth of the events")
  private Optional<Integer> accounts = Optional.empty();

  @Option(
      names = "--slots",
      split = ",",
      defaultValue = "1,2",
      description = "how many the job has, one run each; default ${DEFAULT-VALUE}")
  private List<Integer> slots = List.of();

  @Option(
      names = "--backend",
      defaultValue = "hashmap",
      description = "hashmap or rocksdb; default ${DEFAULT-VALUE}")
  private String backend = "hashmap";

  @Option(
      names = "--rings-every",
      defaultValue = "10",
      description = "minutes of event time; default ${DEFAULT-VALUE}")
  private int ringsEvery;

  @Option(
      names = "--scores-every",
      defaultValue = "1",
      description = "minutes of event time; default ${DEFAULT-VALUE}")
  private int scoresEvery;

  @Option(names = "--kafka", description = "the events come from a broker, as JSON")
  private boolean kafka;

  @Option(
      names = "--savepoint",
      description =
          "stops with a savepoint when nine tenths are read, and goes on from it; checkpoints are"
              + " made every ten seconds")
  private boolean savepoint;

  @Option(
      names = "--steps",
      description = "says what each task is sent and keeps; from memory, the job alone")
  private boolean steps;

  @Option(names = "--rounds", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private int rounds;

  @Option(names = "--skip-embedded", description = "the Flink job alone")
  private boolean skipEmbedded;

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  private final CostMeter meter = new CostMeter();

  @Override
  public Integer call() throws Exception {
    QuietLibraries.hush();
    PipelineConfig pipeline = PipelineConfig.ofDefaults();
    List<Event> log = log();
    Control.UseModel model = new Control.UseModel(new Tick(0), model(pipeline, log));
    JobConfig config =
        JobConfig.of(pipeline)
            .withTimes(Duration.ofMinutes(scoresEvery), Duration.ofMinutes(ringsEvery))
            .withIdleAfter(Duration.ofHours(1));
    if (steps) {
      SharedKeyCounts.of(pipeline.rings(), log).forEach(System.out::println);
    }
    try (WorkFolder work = WorkFolder.below(folder);
        FlinkRuns runs = FlinkRuns.of(config, model, log, backend, work.path())) {
      for (int round = 0; round < rounds; round++) {
        if (!skipEmbedded && !steps) {
          embedded(pipeline, model, log);
        }
        for (int each : slots) {
          flink(runs, each);
        }
      }
    }
    return 0;
  }

  private List<Event> log() {
    int people = accounts.orElse((int) (events / EVENTS_OF_AN_ACCOUNT));
    List<Event> log = new ArrayList<>();
    Generator.of(
            GeneratorConfig.ofDefaults()
                .withSeed(seed)
                .withVolume(Volume.ofDefaults().of(people, events)))
        .forEach(log::add);
    return log;
  }

  private static AnomalyModel model(PipelineConfig pipeline, List<Event> log) {
    EmbeddedDriver driver = new EmbeddedDriver(pipeline, 1, 1);
    log.forEach(event -> driver.accept(0, event));
    driver.closeAllTicks();
    AnomalyConfig anomaly = AnomalyConfig.ofDefaults();
    return AnomalyModel.train(
        driver.sampleVectors(anomaly.sampleLimit(), anomaly.forest().seed()), anomaly);
  }

  private void embedded(PipelineConfig pipeline, Control.UseModel model, List<Event> log) {
    Cost cost = meter.of(() -> drive(pipeline, model, log));
    System.out.println(line("embedded driver", log.size(), cost.seconds(), cost.cpuSeconds()));
  }

  /** The scores are made and counted, as the job's are. */
  private long drive(PipelineConfig pipeline, Control.UseModel model, List<Event> log) {
    EmbeddedDriver driver = new EmbeddedDriver(pipeline, DriverLayout.of(1, 1).withLiveScores());
    ScoreStep scoring = new ScoreStep(pipeline);
    driver.accept(model);
    long said = 0;
    Optional<Tick> closed = Optional.empty();
    for (Event event : log) {
      driver.accept(0, event);
      Optional<Tick> now = driver.closed();
      if (!now.equals(closed)) {
        closed = now;
        said += scored(driver, scoring, model.model(), now.orElseThrow());
      }
    }
    return said;
  }

  private long scored(EmbeddedDriver driver, ScoreStep scoring, AnomalyModel model, Tick tick) {
    if ((tick.epochMinute() + 1) % ringsEvery == 0) {
      try (RingSearch search = driver.ringSearch().orElseThrow()) {
        search.changes(search.find().rings()).ifPresent(driver::accept);
      }
    }
    if ((tick.epochMinute() + 1) % scoresEvery != 0) {
      return 0;
    }
    List<AccountState> touched = driver.takeTouched(Integer.MAX_VALUE);
    scoring.scores(touched, ScoringModel.of(model));
    return touched.size();
  }

  private void flink(FlinkRuns runs, int parallelism) throws Exception {
    String name = "Flink, " + backend + ", slots: " + parallelism + (kafka ? ", from Kafka" : "");
    FlinkRuns.Run run = run(runs, parallelism);
    System.out.println(line(name, run.events(), run.seconds(), run.cpuSeconds()));
    run.remarks().forEach(remark -> System.out.println("  " + remark));
  }

  private FlinkRuns.Run run(FlinkRuns runs, int parallelism) throws Exception {
    if (steps) {
      return runs.steps(parallelism);
    }
    return kafka ? runs.fromKafka(parallelism) : runs.fromMemory(parallelism, savepoint);
  }

  private static String line(String name, long events, double seconds, double cpuSeconds) {
    return String.format(
        Locale.ROOT,
        "%-40s %,9.0f events/s, %6.2f s, %6.2f core-microseconds an event",
        name,
        events / seconds,
        seconds,
        1e6 * cpuSeconds / events);
  }
}
