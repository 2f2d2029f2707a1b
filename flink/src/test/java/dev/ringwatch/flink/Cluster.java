package dev.ringwatch.flink;

import dev.ringwatch.kit.log.WaitFor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;

/** Flink in this process: a job manager, and a task manager that can be killed. */
final class Cluster implements AutoCloseable {

  private static final int SLOTS = 4;
  private static final int STOP_ATTEMPTS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final MiniCluster cluster;

  /** The number of the task manager that lives: those before it were killed. */
  private int newest;

  private Cluster(MiniCluster cluster) {
    this.cluster = cluster;
  }

  static Cluster start() throws Exception {
    return start(new Configuration());
  }

  /** One that is told something more. */
  static Cluster start(Configuration more) throws Exception {
    Configuration configuration = new Configuration(more);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .withRandomPorts()
                .build());
    cluster.start();
    return new Cluster(cluster);
  }

  /**
   * How a job runs.
   *
   * @param backend {@code hashmap} or {@code rocksdb}
   * @param directory where checkpoints go
   */
  static Configuration configuration(int parallelism, String backend, Path directory) {
    Configuration configuration = new Configuration();
    configuration.setString("parallelism.default", String.valueOf(parallelism));
    configuration.setString("state.backend.type", backend);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    return configuration;
  }

  /** Starts a job, from a savepoint if there is one. */
  JobID submit(StreamGraph graph, Optional<String> savepoint) throws Exception {
    JobGraph job = graph.getJobGraph();
    savepoint.ifPresent(
        path -> job.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(path)));
    return soon(cluster.submitJob(job)).getJobID();
  }

  /** Waits until a job has come to its end, and fails if that is no good one. */
  void await(JobID job) throws Exception {
    JobResult result = soon(cluster.requestJobResult(job));
    if (!result.isSuccess()) {
      throw new IllegalStateException(
          "the job failed", result.getSerializedThrowable().orElse(null));
    }
  }

  /** Waits until a job has made so many checkpoints. */
  void awaitCheckpoints(JobID job, long count) {
    WaitFor.condition(PATIENCE, () -> checkpoints(job) >= count);
  }

  /** How many checkpoints a job has made. */
  long checkpoints(JobID job) throws Exception {
    var statistics = soon(cluster.getExecutionGraph(job)).getCheckpointStatsSnapshot();
    return statistics == null ? 0 : statistics.getCounts().getNumberOfCompletedCheckpoints();
  }

  /** How often a job went on from a checkpoint or savepoint. */
  long restored(JobID job) throws Exception {
    var statistics = soon(cluster.getExecutionGraph(job)).getCheckpointStatsSnapshot();
    return statistics == null ? 0 : statistics.getCounts().getNumberOfRestoredCheckpoints();
  }

  private static <T> T soon(CompletableFuture<T> answer) throws Exception {
    return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Kills the task manager, and starts another. */
  void replaceTaskManager() throws Exception {
    soon(cluster.terminateTaskManager(newest));
    cluster.startTaskManager();
    newest++;
  }

  /**
   * Stops a job, and says where its state is.
   *
   * <p>Flink gives up a savepoint that reaches a task in the moment of its end, as that of a list
   * that has been read. The job goes on then, and the next try finds the task ended.
   */
  String stop(JobID job, Path directory) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return soon(
            cluster.stopWithSavepoint(
                job, directory.toUri().toString(), false, SavepointFormatType.CANONICAL));
      } catch (ExecutionException e) {
        boolean ended =
            ExceptionUtils.findThrowable(e, CheckpointException.class)
                .map(CheckpointException::getCheckpointFailureReason)
                .filter(CheckpointFailureReason.TASK_CHECKPOINT_FAILURE::equals)
                .isPresent();
        if (!ended || attempt == STOP_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Ends a job that would not end by itself. */
  void cancel(JobID job) throws Exception {
    soon(cluster.cancelJob(job));
  }

  @Override
  public void close() {
    cluster.closeAsync().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
