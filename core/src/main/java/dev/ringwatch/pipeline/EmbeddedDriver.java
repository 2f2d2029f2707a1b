package dev.ringwatch.pipeline;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.ring.AccountOrder;
import dev.ringwatch.detect.ring.CoActionUsages;
import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.Occasions;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingDetector;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.risk.RiskBlend;
import dev.ringwatch.risk.RiskScore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps in one process and owns all state. Events of several sources may come in any order
 * within the lateness: a tick's events are held until it closes and then applied in canonical
 * order, so that final scores depend on neither the order of arrival nor the number of sources or
 * partitions. Used by one thread.
 */
public final class EmbeddedDriver {

  private static final Instant EARLIEST = Instant.ofEpochMilli(Long.MIN_VALUE);
  private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final PipelineConfig config;
  private final RiskBlend blend;
  private final Partition[] partitions;
  private final TickBuffer ticks;
  private final Occasions occasions;
  private final TreeMap<Tick, AnomalyModel> models = new TreeMap<>();
  private final List<SetAside> setAside = new ArrayList<>();
  private @Nullable Tick closed;

  /**
   * A driver that has seen nothing.
   *
   * @param config what moves scores
   * @param sources how many sources hand in events, each with a time of its own; at least 1
   * @param partitions into how many parts the keys' states are split; at least 1
   */
  public EmbeddedDriver(PipelineConfig config, int sources, int partitions) {
    if (sources < 1 || partitions < 1) {
      throw new IllegalArgumentException(
          "a driver needs at least 1 source and 1 partition, not "
              + sources
              + " and "
              + partitions);
    }
    this.config = config;
    this.blend = new RiskBlend(config.risk());
    this.partitions = new Partition[partitions];
    for (int i = 0; i < partitions; i++) {
      this.partitions[i] = new Partition(config, i, partitions);
    }
    this.ticks = new TickBuffer(sources, config.lateness(), this::closeTick);
    this.occasions = new Occasions(config.rings().coAction().maxOccasions());
  }

  /** Takes in one event of a source; it counts when its tick closes. */
  public void accept(int source, Event event) {
    Instant timestamp = event.timestamp();
    if (timestamp.isBefore(EARLIEST) || timestamp.isAfter(LATEST)) {
      String rule = "the timestamp " + timestamp + " does not fit into milliseconds since 1970";
      setAside.add(new SetAside(event, new IllegalArgumentException(rule)));
      return;
    }
    ticks.add(source, event);
  }

  /** Takes in a control record. */
  public void accept(Control control) {
    switch (control) {
      case Control.UseModel use -> models.put(use.effectiveFrom(), use.model());
    }
  }

  /** Closes every tick that holds events, as at the end of a log. */
  public void closeAllTicks() {
    ticks.closeAll();
  }

  /** The last closed tick; empty before the first. */
  public Optional<Tick> closed() {
    return Optional.ofNullable(closed);
  }

  /** Events that were left out because another with their identity was there. */
  public long duplicates() {
    return ticks.duplicates();
  }

  /** Events that came after their tick had closed, and counted in a later one. */
  public long late() {
    return ticks.late();
  }

  /** Events that made a step fail, and why. */
  public List<SetAside> setAside() {
    return List.copyOf(setAside);
  }

  /**
   * How many occasions on which accounts acted together were left out to stay within the configured
   * memory, before the graph of {@link #finals} was made; the widest gaps first.
   */
  public long shedOccasions() {
    return occasions.shedOccasions();
  }

  private void closeTick(Tick tick, List<Event> events) {
    TickInputs inputs = new TickInputs(events);
    int tasks = partitions.length;
    IntStream.range(0, tasks).parallel().forEach(task -> prepare(inputs, task, tasks));
    Arrays.stream(partitions).parallel().forEach(partition -> partition.numberAccounts(inputs));
    Arrays.stream(partitions).parallel().forEach(partition -> partition.apply(inputs));
    for (Partition partition : partitions) {
      partition.drainOccasions(occasions);
      partition.drainSetAside(setAside::add);
    }
    occasions.shed();
    closed = tick;
  }

  private static void prepare(TickInputs inputs, int task, int tasks) {
    long size = inputs.size();
    inputs.prepare((int) (size * task / tasks), (int) (size * (task + 1) / tasks));
  }

  private void share(Sharing sharing) {
    partitions[sharing.account() % partitions.length].share(sharing);
  }

  /**
   * What every account did up to the last closed tick, by account id.
   *
   * @throws IllegalStateException if no tick has closed
   */
  public List<FeatureVector> vectors() {
    Tick tick = lastClosed();
    for (Partition partition : partitions) {
      partition.tellSharing(tick, this::share);
    }
    List<FeatureVector> vectors =
        new ArrayList<>(
            Arrays.stream(partitions)
                .parallel()
                .flatMap(partition -> vectors(partition, tick).stream())
                .toList());
    int[] order =
        AccountOrder.of(vectors.stream().map(FeatureVector::account).toArray(AccountId[]::new));
    return Arrays.stream(order).mapToObj(vectors::get).toList();
  }

  private static List<FeatureVector> vectors(Partition partition, Tick tick) {
    List<FeatureVector> vectors = new ArrayList<>();
    partition.tellVectors(tick, vectors::add);
    return vectors;
  }

  private Tick lastClosed() {
    if (closed == null) {
      throw new IllegalStateException("no tick has closed yet, so there is nothing to score");
    }
    return closed;
  }

  /**
   * The final scores at the last closed tick, under the model in force there.
   *
   * @throws IllegalStateException if no tick has closed, or no model is in force
   */
  public Finals finals() {
    return finals(vectors());
  }

  /** The same, from the vectors of the last closed tick, for a caller that has them already. */
  public Finals finals(List<FeatureVector> vectors) {
    Tick tick = lastClosed();
    Map.Entry<Tick, AnomalyModel> inForce = models.floorEntry(tick);
    if (inForce == null) {
      throw new IllegalStateException("no model is in force at " + tick.start());
    }
    AnomalyModel model = inForce.getValue();
    CompletableFuture<LinkGraph> graph = CompletableFuture.supplyAsync(this::graph);
    double[] anomalies = model.scores(vectors);
    RingFindings rings = RingDetector.detect(graph.join(), anomalies, config.rings());
    return new Finals(tick, blend(vectors, anomalies, model, rings), rings);
  }

  private LinkGraph graph() {
    LinkGraph.Builder graph = LinkGraph.builder(config.rings());
    for (Partition partition : partitions) {
      partition.addTo(graph);
    }
    List<CoActionUsages> coActions = Arrays.stream(partitions).map(Partition::coActions).toList();
    return graph.coActions(coActions, occasions).build();
  }

  private List<AccountFinal> blend(
      List<FeatureVector> vectors, double[] anomalies, AnomalyModel model, RingFindings rings) {
    Map<?, Ring> ringByAccount = rings.ringByAccount();
    return IntStream.range(0, vectors.size())
        .parallel()
        .mapToObj(i -> {
          FeatureVector vector = vectors.get(i);
          return blend(vector, anomalies[i], model, ringByAccount.get(vector.account()));
        })
        .toList();
  }

  private AccountFinal blend(
      FeatureVector vector, double anomaly, AnomalyModel model, @Nullable Ring ring) {
    double ringScore = ring == null ? 0 : ring.score();
    boolean inDetail = blend.score(anomaly, ringScore) >= config.explainFrom();
    List<Reason> anomalyReasons =
        inDetail
            ? model.explain(vector).reasons()
            : List.of(new Reason("behaviour", anomaly, "a little unusual in its own behaviour"));
    RiskScore risk =
        blend.explain(vector.account(), anomaly, anomalyReasons, ringScore, ringReasons(ring));
    return new AccountFinal(
        risk, anomaly, ring == null ? null : ring.id(), ringScore, vector.events());
  }

  private static List<Reason> ringReasons(@Nullable Ring ring) {
    if (ring == null) {
      return List.of();
    }
    int others = ring.members().size() - 1;
    String accounts = others == 1 ? " other account" : " other accounts";
    String sentence = "works together with " + others + accounts + " in " + ring.id();
    return List.of(new Reason("ring", ring.score(), sentence));
  }
}
