package dev.ringwatch.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job, as it is submitted with a file, on a cluster in this process. */
public final class SubmittedJob implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int SLOTS = 2;

  private final MiniCluster cluster;

  private SubmittedJob(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Submits it.
   *
   * @param settings its file
   * @param variables the variables of its environment
   * @param checkpoints the directory of its checkpoints, of which it makes two a second
   */
  public static SubmittedJob start(Path settings, Map<String, String> variables, Path checkpoints)
      throws Exception {
    Configuration how = new Configuration();
    how.setString("parallelism.default", String.valueOf(SLOTS));
    how.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    how.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    how.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    how.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(how);
    environment.enableCheckpointing(500);
    RingwatchJob.prepare(environment, new String[] {"--config", settings.toString()}, variables);
    MiniCluster cluster = cluster();
    cluster.start();
    SubmittedJob job = new SubmittedJob(cluster);
    cluster
        .submitJob(environment.getStreamGraph().getJobGraph())
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return job;
  }

  private static MiniCluster cluster() {
    Configuration configuration = new Configuration();
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(SLOTS)
            .withRandomPorts()
            .build());
  }

  /** Kills the task manager, and starts another. */
  public void replaceTaskManager() throws Exception {
    cluster.terminateTaskManager(0).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    cluster.startTaskManager();
  }

  @Override
  public void close() {
    cluster.closeAsync().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
