package dev.ringwatch.pipeline;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.detect.ring.RingDetector;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.detect.ring.RingIds;
import dev.ringwatch.detect.ring.SearchMemory;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that rings are found in, as it was at one closed tick, to be searched by another
 * thread while the driver goes on. Until it is closed the driver copies what it changes.
 *
 * <p>May be handed to any one thread.
 */
public final class RingSearch implements AutoCloseable {

  /** A score that moved less is not said again. */
  private static final double SCORE_STEP = 1;

  private final RingConfig config;
  private final ScoreStep scoring;
  private final Tick tick;
  private final @Nullable AnomalyModel model;
  private final List<RingInForce> known;
  private @Nullable GraphTables tables;
  private volatile boolean done;

  RingSearch(
      PipelineConfig config,
      Tick tick,
      Optional<AnomalyModel> model,
      GraphTables tables,
      List<RingInForce> known) {
    this.config = config.rings();
    this.scoring = new ScoreStep(config);
    this.tick = tick;
    this.model = model.orElse(null);
    this.tables = tables;
    this.known = known;
  }

  /** The tick. */
  public Tick tick() {
    return tick;
  }

  /**
   * Edges and rings: those of the tick's finals, under the ids of the known rings that they go on
   * from. Without a model, members count as not unusual. O(rows) and more, on all processors of the
   * pool that it is called in.
   *
   * @throws IllegalStateException once it is closed
   */
  public RingFindings find() {
    return find(new SearchMemory());
  }

  /**
   * The same by what earlier searches found out, which makes it cost less and changes nothing else.
   *
   * @param memory what the searches before left, and where this one leaves what it found out
   */
  public RingFindings find(SearchMemory memory) {
    GraphTables held = tables;
    if (held == null) {
      throw new IllegalStateException("the search was closed");
    }
    LinkGraph graph = held.graph(config, memory);
    RingFindings found =
        RingDetector.detect(graph, index -> risk(held, graph.number(index)), config, memory);
    Map<String, List<AccountId>> before =
        known.stream().collect(Collectors.toMap(RingInForce::id, RingInForce::members));
    return new RingFindings(
        found.edges(), RingIds.keep(before, found.rings()), found.shedOccasions());
  }

  /**
   * What is different from the rings that were known: those that are new, have other members, or a
   * score that is a point or more away, and those that are no longer. It holds from the tick after.
   *
   * @param rings what {@link #find} found
   * @return empty if nothing is
   */
  public Optional<Control.ChangeRings> changes(List<Ring> rings) {
    Map<String, RingInForce> before =
        known.stream().collect(Collectors.toMap(RingInForce::id, ring -> ring));
    List<RingInForce> changed = new ArrayList<>();
    for (Ring ring : rings) {
      RingInForce now = RingInForce.of(ring);
      RingInForce was = before.remove(ring.id());
      if (was == null
          || !was.members().equals(now.members())
          || Math.abs(was.score() - now.score()) >= SCORE_STEP) {
        changed.add(now);
      }
    }
    List<String> ended = before.keySet().stream().sorted().toList();
    return changed.isEmpty() && ended.isEmpty()
        ? Optional.empty()
        : Optional.of(new Control.ChangeRings(tick.next(), changed, ended));
  }

  private double risk(GraphTables held, int account) {
    return model == null ? 0 : scoring.anomaly(held.profile(account).vector(), model);
  }

  /** Lets go of the state. */
  @Override
  public void close() {
    tables = null;
    done = true;
  }

  /** Whether nobody reads the state any more. */
  boolean isDone() {
    return done;
  }
}
