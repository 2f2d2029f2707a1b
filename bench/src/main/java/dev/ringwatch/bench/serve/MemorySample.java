package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server holds at the end of an hour of events.
 *
 * @param hour which, from 1
 * @param contents what it was told of by then
 * @param heap what lives on its heap
 * @param residentMegabytes the memory that its process has
 * @param stateBytes the size of its newest snapshot; NaN without one
 * @param accounts how many accounts it knows
 * @param lag how many entries of the log it had not read, before the heap was looked at
 * @param behindSeconds how much too late the latest batch of the hour was sent
 */
record MemorySample(
    int hour,
    DayPlan.Contents contents,
    HeapHistogram heap,
    long residentMegabytes,
    double stateBytes,
    long accounts,
    long lag,
    double behindSeconds) {

  /** The head of a table of these. */
  static final String HEAD =
      """
      | hour | events | accounts sent, known | keys sent | heap, MB | resident, MB | snapshot, MB | lag, entries | behind, s |
      |---|---|---|---|---|---|---|---|---|\
      """;

  private static final double MEGABYTE = 1 << 20;
  private static final Pattern STATE =
      Pattern.compile("^ringwatch_snapshot_bytes(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE);

  /** Looks at a running server. */
  static MemorySample take(
      Installation installation,
      Client client,
      int hour,
      DayPlan.Contents contents,
      double behindSeconds)
      throws IOException {
    long process = installation.server().id();
    ServerStatus status = ServerStatus.of(client);
    long resident = ProcessCosts.residentMegabytes(process);
    return new MemorySample(
        hour,
        contents,
        HeapHistogram.of(process),
        resident,
        stateBytes(client),
        status.accounts(),
        status.logSeq() - status.readSeq(),
        behindSeconds);
  }

  private static double stateBytes(Client client) throws IOException {
    Response metrics = client.get("/metrics");
    Matcher state = STATE.matcher(metrics.body());
    if (!metrics.isOk() || !state.find()) {
      throw new IOException("/metrics answered " + metrics.status() + " without the state's size");
    }
    return Double.parseDouble(state.group(1));
  }

  /** As a row of the table. */
  String row() {
    return String.format(
        Locale.ROOT,
        "| %d | %,d | %,d, %,d | %,d | %,.1f | %,d | %,.1f | %,d | %.1f |",
        hour,
        contents.events(),
        contents.accounts(),
        accounts,
        contents.keys(),
        heap.bytes() / MEGABYTE,
        residentMegabytes,
        stateBytes / MEGABYTE,
        lag,
        behindSeconds);
  }
}
