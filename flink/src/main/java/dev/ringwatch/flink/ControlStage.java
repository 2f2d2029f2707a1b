package dev.ringwatch.flink;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flat.UnusableStateException;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.pipeline.AccountStateCodec;
import dev.ringwatch.pipeline.Findings;
import dev.ringwatch.pipeline.FindingsInForce;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * In one task: sends models to everybody, and what hunts found to the accounts that it is about, at
 * the tick from which it stands and at that from which it does not.
 */
final class ControlStage extends KeyedProcessFunction<Integer, Message, Message> {

  /** The models. */
  static final OutputTag<Message> MODELS = new OutputTag<>("models", Message.TYPE);

  /** For every bucket of accounts and each model: that all are to be scored anew. */
  static final OutputTag<Message> RESCORES = new OutputTag<>("rescores", Message.TYPE);

  private static final int VERSION = 1;

  private static final Kept.Codec<Findings> CODEC =
      new Kept.Codec<>() {
        @Override
        public byte[] bytes(Findings findings) {
          return Packed.bytes(out -> {
            out.putInt(VERSION);
            findings.freeze().writeTo(out);
          });
        }

        @Override
        public Findings read(byte[] bytes) {
          return Packed.read(
              bytes,
              in -> {
                UnusableStateException.requireFormat(in.readInt(), VERSION, "findings");
                Findings findings = new Findings();
                findings.read(in);
                return findings;
              });
        }
      };

  private final Keys keys;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient ValueState<Kept<Findings>> state;

  ControlStage(JobConfig config) {
    keys = config.keys();
  }

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("findings", new KeptSerializer<>()));
  }

  @Override
  public void processElement(Message control, Context context, Collector<Message> out)
      throws IOException {
    switch (control.kind()) {
      case MODEL, LEARNED -> sendModel(control, context);
      case HUNT -> await(control, context);
      case EVENT, SHARING, STATE, ANOMALY, ACCOUNT, LONE, LINK, CO_ACTION ->
          throw unexpected(control);
      case OCCASION, MEMBERSHIP, FINDINGS, RESCORE, FINAL -> throw unexpected(control);
      case RINGS, SET_ASIDE, REFUSED, HEARTBEAT -> throw unexpected(control);
      case GONE, LINK_GONE, CO_ACTION_GONE -> throw unexpected(control);
    }
  }

  private static IllegalStateException unexpected(Message message) {
    return new IllegalStateException(message.kind() + " is no control record");
  }

  private static void sendModel(Message model, Context context) {
    context.output(MODELS, model);
    for (int bucket = 0; bucket < Keys.BUCKETS; bucket++) {
      context.output(RESCORES, Message.of(Kind.RESCORE, Keys.ofBucket(bucket), model.tick()));
    }
  }

  private void await(Message control, Context context) throws IOException {
    FindingsInForce said = control.read(Controls::readFindings);
    Kept<Findings> kept = kept();
    kept.open(CODEC).await(control.tick(), said);
    state.update(kept);
    context.timerService().registerEventTimeTimer(Message.millis(control.tick()));
    context.timerService().registerEventTimeTimer(Message.millis(said.until()));
  }

  private Kept<Findings> kept() throws IOException {
    Kept<Findings> before = state.value();
    return before == null ? new Kept<>(new Findings(), CODEC) : before;
  }

  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<Message> out)
      throws IOException {
    Tick tick = Message.tick(millis);
    Kept<Findings> kept = kept();
    Findings findings = kept.open(CODEC);
    Set<AccountId> moved = new LinkedHashSet<>();
    findings.advance(tick, moved::add);
    for (AccountId account : moved) {
      out.collect(
          Message.of(
              Kind.FINDINGS,
              keys,
              account,
              tick,
              body -> AccountStateCodec.writeFindings(findings.of(account), body)));
    }
    state.update(kept);
  }
}
