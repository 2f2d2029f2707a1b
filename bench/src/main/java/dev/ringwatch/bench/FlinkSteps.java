package dev.ringwatch.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.TaskStateStats;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionJobVertex;
import org.apache.flink.runtime.jobgraph.JobVertexID;

/**
 * What each task of a job that came to its end was sent, by Flink's own counters ({@code
 * numRecordsIn}, {@code numBytesIn}), and what it kept at the end, by the last checkpoint that it
 * was part of: all ticks have closed then, so that nothing waits in it. What operators of one task
 * hand each other is no part of it.
 */
final class FlinkSteps {

  private final AccessExecutionGraph job;
  private final long events;

  private FlinkSteps(AccessExecutionGraph job, long events) {
    this.job = job;
    this.events = events;
  }

  /**
   * A line for each task, and one for all.
   *
   * @param events how many the job read
   */
  static List<String> of(AccessExecutionGraph job, long events) {
    return new FlinkSteps(job, events).lines();
  }

  /** What tasks with the same work were sent. */
  private record Sent(long messages, long bytes) {

    static final Sent NOTHING = new Sent(0, 0);

    Sent plus(Sent other) {
      return new Sent(messages + other.messages, bytes + other.bytes);
    }
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "task                           messages and bytes an event; bytes a message; bytes of state");
    Sent all = Sent.NOTHING;
    long state = 0;
    for (AccessExecutionJobVertex task : job.getVerticesTopologically()) {
      Sent sent = sent(task);
      long kept = kept(task.getJobVertexId());
      lines.add(line(task.getName(), sent, kept));
      all = all.plus(sent);
      state += kept;
    }
    lines.add(line("all", all, state));
    return lines;
  }

  private static Sent sent(AccessExecutionJobVertex task) {
    return Arrays.stream(task.getTaskVertices())
        .map(part -> part.getCurrentExecutionAttempt().getIOMetrics())
        .map(counted -> new Sent(counted.getNumRecordsIn(), counted.getNumBytesIn()))
        .reduce(Sent.NOTHING, Sent::plus);
  }

  /** The bytes of the task's state in the last checkpoint that it was part of. */
  private long kept(JobVertexID task) {
    var statistics = job.getCheckpointStatsSnapshot();
    if (statistics == null) {
      return 0;
    }
    // The newest comes first.
    for (AbstractCheckpointStats checkpoint : statistics.getHistory().getCheckpoints()) {
      TaskStateStats of = checkpoint.getTaskStateStats(task);
      if (checkpoint.getStatus().isCompleted() && of != null && of.getStateSize() > 0) {
        return of.getStateSize();
      }
    }
    return 0;
  }

  private String line(String name, Sent sent, long state) {
    return String.format(
        Locale.ROOT,
        "%-30s %6.3f %8.1f; %7.1f; %,d",
        name.length() > 30 ? name.substring(0, 30) : name,
        (double) sent.messages() / events,
        (double) sent.bytes() / events,
        sent.messages() == 0 ? 0 : (double) sent.bytes() / sent.messages(),
        state);
  }
}
