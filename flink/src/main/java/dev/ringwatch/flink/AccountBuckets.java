package dev.ringwatch.flink;

import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.learn.LearnedWeights;
import dev.ringwatch.pipeline.LearnedCodec;
import dev.ringwatch.pipeline.ModelCodec;
import dev.ringwatch.pipeline.ScoringModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * By bucket of accounts: holds messages until the tick closes at which scores are said, and says
 * them under the model in force; of one kind for one account the last counts. A message that comes
 * after that counts at the next such tick: what a tick said stays said.
 *
 * <p>Buckets and not accounts are Flink's keys here, because another model moves every account.
 */
abstract class AccountBuckets
    extends KeyedBroadcastProcessFunction<Integer, Message, Message, Message> {

  /** The models by the minute from which they hold. */
  static final MapStateDescriptor<Long, byte[]> MODELS =
      new MapStateDescriptor<>(
          "models", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** What verdicts taught, by the minute from which it holds. */
  static final MapStateDescriptor<Long, byte[]> LEARNED =
      new MapStateDescriptor<>(
          "learned", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final JobConfig config;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient MapState<String, Message> inbox;

  /** What was read of the models, until one more comes; no part of the state. */
  @SuppressWarnings("NullAway.Init") // made in open
  private transient Map<Held, ScoringModel> models;

  /** What is known of accounts, by their keys. */
  @SuppressWarnings("NullAway.Init") // made in open
  private transient MapState<String, byte[]> known;

  /**
   * What holds at a tick.
   *
   * @param model the minute of the model
   * @param learned that of what verdicts taught; empty if nothing was ever said
   */
  private record Held(long model, Optional<Long> learned) {}

  AccountBuckets(JobConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    inbox =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("inbox", Types.STRING, Message.TYPE));
    known =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "accounts",
                    Types.STRING,
                    PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    models = new HashMap<>();
  }

  /** What is known of the accounts of the bucket, by their keys. */
  final MapState<String, byte[]> known() {
    return known;
  }

  /**
   * Closes a tick at which scores are said.
   *
   * @param messages in no order, at most one of each kind for each account
   * @param model the model in force, with what verdicts taught; empty if no model is
   */
  abstract void close(
      Tick tick,
      List<Message> messages,
      Optional<ScoringModel> model,
      Collector<Message> out,
      ReadOnlyContext context)
      throws Exception;

  @Override
  public void processElement(Message message, ReadOnlyContext context, Collector<Message> out)
      throws Exception {
    long watermark = context.timerService().currentWatermark();
    long due = due(message.tick());
    if (due <= watermark) {
      due = due(Message.tick(watermark).next());
    }
    inbox.put(prefix(due) + message.kind().name() + message.key(), message);
    context.timerService().registerEventTimeTimer(due);
  }

  private long due(Tick tick) {
    return Message.millis(config.scoredAt(tick));
  }

  private static String prefix(long millis) {
    return HexFormat.of().toHexDigits(millis);
  }

  @Override
  public void processBroadcastElement(Message said, Context context, Collector<Message> out)
      throws Exception {
    BroadcastState<Long, byte[]> all =
        context.getBroadcastState(said.kind() == Kind.MODEL ? MODELS : LEARNED);
    all.put(said.tick().epochMinute(), said.body());
    forget(all, Math.floorDiv(context.currentWatermark(), Tick.MILLIS));
    models.clear();
  }

  /** Removes what holds at no minute from one on. */
  private static void forget(BroadcastState<Long, byte[]> all, long now) throws Exception {
    TreeSet<Long> minutes = new TreeSet<>();
    all.entries().forEach(said -> minutes.add(said.getKey()));
    Long inForce = minutes.floor(now);
    if (inForce != null) {
      for (long older : minutes.headSet(inForce)) {
        all.remove(older);
      }
    }
  }

  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<Message> out)
      throws Exception {
    String prefix = prefix(millis);
    List<Message> messages = new ArrayList<>();
    for (Iterator<Map.Entry<String, Message>> left = inbox.iterator(); left.hasNext(); ) {
      Map.Entry<String, Message> message = left.next();
      if (message.getKey().startsWith(prefix)) {
        messages.add(message.getValue());
        left.remove();
      }
    }
    Tick tick = Message.tick(millis);
    close(tick, messages, modelAt(tick, context), out, context);
  }

  private Optional<ScoringModel> modelAt(Tick tick, ReadOnlyContext context) throws Exception {
    ReadOnlyBroadcastState<Long, byte[]> all = context.getBroadcastState(MODELS);
    ReadOnlyBroadcastState<Long, byte[]> taught = context.getBroadcastState(LEARNED);
    Optional<Long> inForce = inForce(tick, all);
    if (inForce.isEmpty()) {
      return Optional.empty();
    }
    Held held = new Held(inForce.get(), inForce(tick, taught));
    ScoringModel model = models.get(held);
    if (model == null) {
      Optional<LearnedWeights> weights = Optional.empty();
      if (held.learned().isPresent()) {
        weights = Packed.read(taught.get(held.learned().get()), LearnedCodec::read);
      }
      model = ScoringModel.of(Packed.read(all.get(held.model()), ModelCodec::read), weights);
      models.put(held, model);
    }
    return Optional.of(model);
  }

  /** The minute of what holds at a tick. */
  private static Optional<Long> inForce(Tick tick, ReadOnlyBroadcastState<Long, byte[]> all)
      throws Exception {
    Optional<Long> inForce = Optional.empty();
    for (Map.Entry<Long, byte[]> said : all.immutableEntries()) {
      long from = said.getKey();
      if (from <= tick.epochMinute() && inForce.filter(other -> other > from).isEmpty()) {
        inForce = Optional.of(from);
      }
    }
    return inForce;
  }

  /** Whether a bucket is to be scored anew. */
  static boolean rescores(List<Message> messages) {
    return messages.stream().anyMatch(message -> message.kind() == Kind.RESCORE);
  }
}
