package dev.ringwatch.flink;

import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.ingest.EventIdentity;
import dev.ringwatch.pipeline.EventCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * By bucket of identities: when a tick closes, sends of all events with one identity the one that
 * stays to its account, and to each of its link keys.
 *
 * <p>Flink's windows forget over a restore how far time has come, and would open a tick anew that
 * had closed. So the latest tick that closed is kept here, and what comes for one up to it after a
 * restore is late. With aligned checkpoints a tick has closed in all tasks or in none.
 */
final class DistinctEvents extends ProcessWindowFunction<Message, Message, Integer, TimeWindow>
    implements CheckpointedFunction {

  /** The events, once for each static link key. */
  static final OutputTag<Message> LINKS = new OutputTag<>("links", Message.TYPE);

  /** The events that are co-actions. */
  static final OutputTag<Message> CO_ACTIONS = new OutputTag<>("co-actions", Message.TYPE);

  private final Keys keys;
  private final List<LinkKeyKind> kinds;
  private final boolean coActions;
  private transient Counter duplicates = new SimpleCounter();

  /** The last moments of the latest tick that closed: one of every task. */
  @SuppressWarnings("NullAway.Init") // made in initializeState
  private transient ListState<Long> state;

  /** The last moment of the latest tick that had closed when the job was restored. */
  private transient long closedBefore;

  /** The last moment of the latest tick that closed. */
  private transient long closed;

  DistinctEvents(JobConfig config) {
    keys = config.keys();
    kinds = new ArrayList<>(config.pipeline().rings().enabledKinds());
    coActions = config.pipeline().rings().enabled(LinkKeyKind.CO_ACTION);
  }

  @Override
  public void open(OpenContext context) {
    duplicates = getRuntimeContext().getMetricGroup().counter("duplicateEvents");
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("closed", Types.LONG));
    closedBefore = Long.MIN_VALUE;
    for (long ofTask : state.get()) {
      closedBefore = Math.max(closedBefore, ofTask);
    }
    closed = closedBefore;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.update(List.of(closed));
  }

  @Override
  public void process(
      Integer bucket, Context context, Iterable<Message> arrived, Collector<Message> accounts) {
    long tick = context.window().maxTimestamp();
    if (tick <= closedBefore) {
      arrived.forEach(message -> context.output(Topology.LATE, message));
      return;
    }
    closed = Math.max(closed, tick);
    List<Event> events = new ArrayList<>();
    arrived.forEach(message -> events.add(message.event()));
    List<Event> distinct = EventIdentity.distinctInOrder(events);
    duplicates.inc(events.size() - distinct.size());
    for (Event event : distinct) {
      byte[] body = Packed.bytes(out -> EventCodec.write(event, out));
      long millis = context.window().maxTimestamp();
      accounts.collect(new Message(Kind.EVENT, keys.of(event.account()), millis, body));
      for (LinkKeyKind kind : kinds) {
        send(event, kind, body, LINKS, context);
      }
      if (coActions) {
        send(event, LinkKeyKind.CO_ACTION, body, CO_ACTIONS, context);
      }
    }
  }

  private void send(
      Event event, LinkKeyKind kind, byte[] body, OutputTag<Message> to, Context context) {
    String value = LinkKeys.value(kind, event);
    if (value != null) {
      String key = keys.of(new LinkKey(kind, value));
      context.output(to, new Message(Kind.EVENT, key, context.window().maxTimestamp(), body));
    }
  }
}
