package dev.ringwatch.flink;

import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.detect.ring.RingIds;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.pipeline.AccountStateCodec;
import dev.ringwatch.pipeline.Membership;
import dev.ringwatch.pipeline.RingTask;
import dev.ringwatch.pipeline.StateBounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * In one task: {@link RingTask}. When the time between two searches is over it finds rings, lets
 * those that go on keep their ids ({@link RingIds}), and tells accounts whose ring is another.
 *
 * <p>A log that ends closes no tick after its last: what is found there is of that one.
 */
final class RingStage extends ProcessWindowFunction<Message, Message, Integer, TimeWindow> {

  /** Edges and rings, as {@link RingsCodec} has them. */
  static final OutputTag<Message> RINGS = new OutputTag<>("rings", Message.TYPE);

  private static final String NOBODY = "";
  private static final long END_OF_LOG = Long.MAX_VALUE;

  /** What is told at a time that has nothing to do with when an account did something. */
  private static final Set<Kind> WHENEVER =
      Set.of(Kind.LINK, Kind.CO_ACTION, Kind.GONE, Kind.LINK_GONE, Kind.CO_ACTION_GONE);

  private static final long NO_MIDNIGHT = Long.MIN_VALUE;

  private final JobConfig config;

  /** The last midnight of which a search has had occasions forgotten; no part of the state. */
  private transient long midnight;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient ValueStateDescriptor<Kept<RingTask>> task;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient ValueStateDescriptor<Kept<List<Ring>>> rings;

  RingStage(JobConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) {
    midnight = NO_MIDNIGHT;
    task = new ValueStateDescriptor<>("task", new KeptSerializer<>());
    rings = new ValueStateDescriptor<>("rings", new KeptSerializer<>());
  }

  @Override
  public void process(
      Integer all, Context context, Iterable<Message> arrived, Collector<Message> out)
      throws Exception {
    ValueState<Kept<RingTask>> state = context.globalState().getState(task);
    ValueState<Kept<List<Ring>>> last = context.globalState().getState(rings);
    Kept<RingTask> kept = state.value();
    if (kept == null) {
      kept = new Kept<>(new RingTask(config.pipeline().rings()), codec());
    }
    RingTask told = kept.open(codec());
    boolean ended = context.currentWatermark() == END_OF_LOG;
    Tick end = Message.tick(context.window().maxTimestamp());
    Tick newest = tell(told, arrived, ended ? Optional.empty() : Optional.of(end));
    state.update(kept);
    Kept<List<Ring>> before = last.value();
    List<Ring> known = before == null ? List.of() : before.open(RING_LIST);
    RingFindings found = named(told.find(), known);
    last.update(new Kept<>(found.rings(), RING_LIST));
    Tick tick = ended ? newest : end;
    byte[] body = Packed.bytes(written -> RingsCodec.write(found, written));
    context.output(RINGS, new Message(Kind.RINGS, NOBODY, Message.millis(tick), body));
    tellAccounts(known, found.rings(), tick, out);
  }

  /**
   * Tells the task what came, tick by tick; returns the last tick in which an account did
   * something. What keys became is told at the search, whenever that was.
   *
   * @param until up to which tick time has come; empty where a log ended
   */
  private Tick tell(RingTask task, Iterable<Message> arrived, Optional<Tick> until) {
    TreeMap<Tick, List<Message>> byTick = new TreeMap<>();
    arrived.forEach(
        message -> byTick.computeIfAbsent(message.tick(), tick -> new ArrayList<>()).add(message));
    byTick.forEach((tick, messages) -> {
      forgetOccasions(task, new Tick(tick.epochMinute() - 1));
      messages.forEach(message -> Words.tell(task, message));
      task.closeTick();
      forgetOccasions(task, tick);
    });
    until.ifPresent(tick -> forgetOccasions(task, tick));
    midnight = NO_MIDNIGHT;
    return byTick.descendingMap().entrySet().stream()
        .filter(of -> of.getValue().stream().anyMatch(RingStage::tellsWhen))
        .findFirst()
        .orElseGet(byTick::lastEntry)
        .getKey();
  }

  private static boolean tellsWhen(Message message) {
    return !WHENEVER.contains(message.kind());
  }

  /** What was too old at the last midnight before time came as far as a tick. */
  private void forgetOccasions(RingTask task, Tick until) {
    StateBounds bounds = config.pipeline().bounds();
    long latest = StateBounds.midnight(until).epochMinute();
    if (bounds.days() > 0 && latest > midnight) {
      midnight = latest;
      task.forgetOccasionsBefore(bounds.cut(new Tick(latest)).keysBefore());
    }
  }

  private static RingFindings named(RingFindings found, List<Ring> known) {
    Map<String, List<AccountId>> before = new HashMap<>();
    for (Ring ring : known) {
      before.put(ring.id(), ring.members().stream().map(Member::account).toList());
    }
    return new RingFindings(
        found.edges(), RingIds.keep(before, found.rings()), found.shedOccasions());
  }

  private void tellAccounts(List<Ring> before, List<Ring> now, Tick tick, Collector<Message> out) {
    Map<AccountId, Membership> earlier = memberships(before);
    Map<AccountId, Membership> later = memberships(now);
    TreeSet<AccountId> accounts = new TreeSet<>(earlier.keySet());
    accounts.addAll(later.keySet());
    for (AccountId account : accounts) {
      Optional<Membership> is = Optional.ofNullable(later.get(account));
      if (!is.equals(Optional.ofNullable(earlier.get(account)))) {
        out.collect(
            Message.of(
                Kind.MEMBERSHIP,
                config.keys(),
                account,
                tick,
                body -> AccountStateCodec.writeMembership(is, body)));
      }
    }
  }

  private static Map<AccountId, Membership> memberships(List<Ring> rings) {
    Map<AccountId, Membership> memberships = new HashMap<>();
    for (Ring ring : rings) {
      Membership membership = Membership.of(ring);
      ring.members().forEach(member -> memberships.put(member.account(), membership));
    }
    return memberships;
  }

  private Kept.Codec<RingTask> codec() {
    RingConfig by = config.pipeline().rings();
    return new Kept.Codec<>() {
      @Override
      public byte[] bytes(RingTask told) {
        return told.bytes();
      }

      @Override
      public RingTask read(byte[] bytes) {
        return RingTask.read(bytes, by);
      }
    };
  }

  private static final Kept.Codec<List<Ring>> RING_LIST =
      new Kept.Codec<>() {
        @Override
        public byte[] bytes(List<Ring> rings) {
          return Packed.bytes(out -> RingsCodec.writeRings(rings, out));
        }

        @Override
        public List<Ring> read(byte[] bytes) {
          return Packed.read(bytes, RingsCodec::readRings);
        }
      };
}
