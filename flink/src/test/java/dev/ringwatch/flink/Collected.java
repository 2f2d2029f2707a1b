package dev.ringwatch.flink;

import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.Finals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.jspecify.annotations.Nullable;

/**
 * What a job said, by run: outside of what Flink restores, as a database is. What is said again
 * after a failure must be what was said before.
 */
final class Collected {

  private static final Map<String, Collected> RUNS = new ConcurrentHashMap<>();

  private final Map<String, ConcurrentSkipListMap<Tick, Message>> finals =
      new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<Tick, Message> rings = new ConcurrentSkipListMap<>();
  private final Queue<Message> others = new ConcurrentLinkedQueue<>();
  private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();

  /** What a run said so far. */
  static Collected of(String run) {
    return RUNS.computeIfAbsent(run, begun -> new Collected());
  }

  /** Forgets a run. */
  static void forget(String run) {
    RUNS.remove(run);
  }

  /**
   * Where a run's messages go.
   *
   * @param run which run
   */
  record Into(String run) implements Sink<Message> {

    @Override
    public SinkWriter<Message> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        @Override
        public void write(Message message, Context itsTime) {
          of(run).add(message);
        }

        @Override
        public void flush(boolean endOfInput) {
          // Nothing is held back.
        }

        @Override
        public void close() {
          // Nothing is held open.
        }
      };
    }
  }

  private void add(Message message) {
    if (message.kind() == Kind.FINAL) {
      var ofAccount = finals.computeIfAbsent(message.key(), met -> new ConcurrentSkipListMap<>());
      compare(ofAccount.put(message.tick(), message), message);
    } else if (message.kind() == Kind.RINGS) {
      compare(rings.put(message.tick(), message), message);
    } else {
      others.add(message);
    }
  }

  private void compare(@Nullable Message before, Message now) {
    if (before != null && !Arrays.equals(before.body(), now.body())) {
      contradictions.add(now.kind() + " " + now.key() + " at " + now.tick());
    }
  }

  /** What was said of a tick otherwise than before. */
  List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  /** The messages of a kind that are neither final scores nor rings. */
  List<Message> others(Kind kind) {
    return others.stream().filter(message -> message.kind() == kind).toList();
  }

  /** The ticks that said final scores of an account. */
  List<Tick> finalTicks(AccountId account) {
    return finals.entrySet().stream()
        .filter(one -> Keys.account(one.getKey()).equals(account))
        .flatMap(one -> one.getValue().keySet().stream())
        .toList();
  }

  /** The ticks at which rings were searched for. */
  List<Tick> searches() {
    return List.copyOf(rings.keySet());
  }

  /** The scores and rings as of the last search for rings. */
  Finals finals(JobConfig config) {
    return finals(rings.lastKey(), config);
  }

  /** The scores and rings as of a search for rings. */
  Finals finals(Tick tick, JobConfig config) {
    List<AccountFinal> scores = new ArrayList<>();
    for (TreeMap<Tick, Message> ofAccount : finals.values().stream().map(TreeMap::new).toList()) {
      Map.Entry<Tick, Message> last = ofAccount.floorEntry(config.scoredAt(tick));
      if (last != null) {
        scores.add(ScoredAt.of(last.getValue()).score());
      }
    }
    scores.sort(Comparator.comparing(AccountFinal::account));
    RingFindings found = Objects.requireNonNull(rings.get(tick)).read(RingsCodec::read);
    return new Finals(tick, scores, found);
  }
}
