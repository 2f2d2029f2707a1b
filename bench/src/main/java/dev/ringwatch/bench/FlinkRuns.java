package dev.ringwatch.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flink.Controls;
import dev.ringwatch.flink.JobConfig;
import dev.ringwatch.flink.KafkaEvents;
import dev.ringwatch.flink.Message;
import dev.ringwatch.flink.Topology;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.pipeline.Control;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs of the Flink job over one log, each on a cluster of its own within this process. */
@SuppressWarnings("try") // closing may be interrupted
final class FlinkRuns implements AutoCloseable {

  private static final int PARTITIONS = 8;
  private static final int BATCH = 1_000;
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** So many accounts act at the log's end that some of them are in every partition. */
  private static final int LAST_ACCOUNTS = 500;

  private final JobConfig config;
  private final Control.UseModel model;
  private final List<Event> log;
  private final String backend;
  private final Path work;
  private Optional<KafkaStore> broker = Optional.empty();

  private FlinkRuns(
      JobConfig config, Control.UseModel model, List<Event> log, String backend, Path work) {
    this.config = config;
    this.model = model;
    this.log = log;
    this.backend = backend;
    this.work = work;
  }

  /**
   * Runs over a log.
   *
   * @param backend {@code hashmap} or {@code rocksdb}
   * @param work where checkpoints go
   */
  static FlinkRuns of(
      JobConfig config, Control.UseModel model, List<Event> log, String backend, Path work) {
    return new FlinkRuns(config, model, log, backend, work);
  }

  /**
   * What a run took.
   *
   * @param events that it read
   * @param seconds from the job's start to its end
   * @param cpuSeconds of all threads of this process
   * @param remarks what else is to be said
   */
  record Run(long events, double seconds, double cpuSeconds, List<String> remarks) {}

  /** The events from memory, one source for each slot. */
  Run fromMemory(int slots, boolean savepoint) throws Exception {
    FlinkEnds.begin(slots, lastMoment());
    StreamExecutionEnvironment environment = environment(slots, savepoint);
    try (MiniCluster cluster = cluster(slots)) {
      cluster.start();
      long cpu = cpu();
      long start = System.nanoTime();
      List<String> remarks = new ArrayList<>();
      JobGraph job = memory(environment, slots);
      if (savepoint) {
        JobID first = cluster.submitJob(job).get().getJobID();
        FlinkEnds.awaitRead(log.size() * 9L / 10, PATIENCE);
        remarks.add(checkpoints(cluster, first));
        long stopping = System.nanoTime();
        String place =
            cluster
                .stopWithSavepoint(
                    first, work.toUri().toString(), false, SavepointFormatType.NATIVE)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        remarks.add(
            String.format(
                Locale.ROOT,
                "stopped with a savepoint of %,.1f MB in %.1f s",
                size(Path.of(URI.create(place))) / 1e6,
                seconds(stopping)));
        long restoring = System.nanoTime();
        long readBefore = FlinkEnds.read();
        StreamExecutionEnvironment again = environment(slots, true);
        job = memory(again, slots);
        job.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(place));
        JobID second = cluster.submitJob(job).get().getJobID();
        FlinkEnds.awaitRead(readBefore + 1, PATIENCE);
        remarks.add(
            String.format(
                Locale.ROOT, "restored and reading again after %.1f s", seconds(restoring)));
        await(cluster, second);
      } else {
        await(cluster, cluster.submitJob(job).get().getJobID());
      }
      remarks.add(FlinkEnds.said());
      return new Run(log.size(), seconds(start), (cpu() - cpu) / 1e9, remarks);
    }
  }

  /**
   * The events from memory, and what each task was sent and kept. Sinks are tasks of their own, as
   * where few of them write what many tasks say.
   */
  Run steps(int slots) throws Exception {
    FlinkEnds.begin(slots, lastMoment());
    StreamExecutionEnvironment environment = environment(slots, true);
    try (MiniCluster cluster = cluster(slots)) {
      cluster.start();
      long cpu = cpu();
      long start = System.nanoTime();
      List<DataStream<Message>> sources = sources(environment, slots);
      wire(environment, union(sources)).forEach(DataStreamSink::disableChaining);
      JobID job = cluster.submitJob(environment.getStreamGraph().getJobGraph()).get().getJobID();
      await(cluster, job);
      List<String> remarks =
          new ArrayList<>(FlinkSteps.of(cluster.getExecutionGraph(job).get(), log.size()));
      remarks.add(FlinkEnds.said());
      return new Run(log.size(), seconds(start), (cpu() - cpu) / 1e9, remarks);
    }
  }

  /** The events from the partitions of a topic; the broker's share is not counted. */
  Run fromKafka(int slots) throws Exception {
    KafkaStore store = filled();
    FlinkEnds.begin(slots, lastMoment());
    StreamExecutionEnvironment environment = environment(slots, true);
    try (MiniCluster cluster = cluster(slots)) {
      cluster.start();
      long cpu = cpu();
      long start = System.nanoTime();
      DataStream<Message> events = KafkaEvents.read(environment, config, store.config());
      wire(environment, events);
      JobID job = cluster.submitJob(environment.getStreamGraph().getJobGraph()).get().getJobID();
      FlinkEnds.awaitEnd(PATIENCE);
      Run run =
          new Run(
              log.size(),
              seconds(start),
              (cpu() - cpu) / 1e9,
              List.of(FlinkEnds.said(), checkpoints(cluster, job)));
      cluster.cancelJob(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return run;
    }
  }

  private KafkaStore filled() throws IOException, InterruptedException {
    if (broker.isPresent()) {
      return broker.get();
    }
    KafkaStore store = KafkaStore.start(work.resolve("kafka"), PARTITIONS);
    broker = Optional.of(store);
    try (EventLog events = store.openEmpty()) {
      for (int from = 0; from < log.size(); from += BATCH) {
        events.append(log.subList(from, Math.min(from + BATCH, log.size())));
      }
      events.append(last());
    }
    return store;
  }

  /** An hour after all others, in every partition, so that the ticks before are closed. */
  private List<Event> last() {
    Event newest = log.getLast();
    return IntStream.range(0, LAST_ACCOUNTS)
        .mapToObj(i ->
            Event.builder(
                    new AccountId("last-" + i),
                    "login",
                    newest.timestamp().plus(Duration.ofHours(1)))
                .id("last-" + i)
                .build())
        .toList();
  }

  private long lastMoment() {
    return log.getLast().tick().next().epochMinute() * Tick.MILLIS - 1;
  }

  private JobGraph memory(StreamExecutionEnvironment environment, int slots) {
    wire(environment, union(sources(environment, slots)));
    return environment.getStreamGraph().getJobGraph();
  }

  private static DataStream<Message> union(List<DataStream<Message>> sources) {
    return sources.stream().reduce((one, other) -> one.union(other)).orElseThrow();
  }

  private List<DataStream<Message>> sources(StreamExecutionEnvironment environment, int slots) {
    List<DataStream<Message>> sources = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      sources.add(
          environment
              .fromSource(
                  FlinkEnds.source(log, config, slot, slots),
                  new Topology(config).time(),
                  "events " + slot)
              .uid("events " + slot)
              .setParallelism(1));
    }
    return sources;
  }

  private List<DataStreamSink<Message>> wire(
      StreamExecutionEnvironment environment, DataStream<Message> events) {
    WatermarkStrategy<Message> silent =
        WatermarkStrategy.<Message>noWatermarks().withIdleness(Duration.ofMillis(100));
    DataStream<Message> controls =
        environment
            .fromSource(
                FlinkEnds.source(Controls.message(model).orElseThrow()), silent, "control records")
            .uid("control records")
            .setParallelism(1);
    Topology.Outputs outputs = new Topology(config).wire(events, controls);
    return List.of(
        outputs.finals().sinkTo(new FlinkEnds.Counted()).name("scores"),
        outputs.rings().sinkTo(new FlinkEnds.Counted()).setParallelism(1).name("rings-written"),
        outputs.late().union(outputs.setAside()).sinkTo(new FlinkEnds.Counted()).name("aside"));
  }

  private StreamExecutionEnvironment environment(int slots, boolean checkpoints) {
    Configuration how = new Configuration();
    how.setString("parallelism.default", String.valueOf(slots));
    how.setString("state.backend.type", backend);
    how.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, work.toUri().toString());
    how.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(how);
    environment.setMaxParallelism(Topology.MAX_PARALLELISM);
    environment.getConfig().enableObjectReuse();
    if (checkpoints) {
      environment.enableCheckpointing(CHECKPOINTS.toMillis());
    }
    return environment;
  }

  private static MiniCluster cluster(int slots) {
    Configuration configuration = new Configuration();
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1_024));
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(slots)
            .withRandomPorts()
            .build());
  }

  private static void await(MiniCluster cluster, JobID job) throws Exception {
    JobResult result = cluster.requestJobResult(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!result.isSuccess()) {
      throw new IllegalStateException(
          "the job failed", result.getSerializedThrowable().orElse(null));
    }
  }

  private static String checkpoints(MiniCluster cluster, JobID job) throws Exception {
    var statistics = cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot();
    if (statistics == null || statistics.getHistory().getLatestCompletedCheckpoint() == null) {
      return "no checkpoint was completed";
    }
    var latest = statistics.getHistory().getLatestCompletedCheckpoint();
    return String.format(
        Locale.ROOT,
        "%d checkpoints; the latest %,.1f MB in %.1f s, the longest %.1f s",
        statistics.getCounts().getNumberOfCompletedCheckpoints(),
        latest.getStateSize() / 1e6,
        latest.getEndToEndDuration() / 1e3,
        statistics.getSummaryStats().getEndToEndDurationStats().getMaximum() / 1e3);
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(FlinkRuns::length).sum();
    }
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  @Override
  public void close() throws IOException {
    if (broker.isPresent()) {
      broker.get().close();
    }
  }
}
