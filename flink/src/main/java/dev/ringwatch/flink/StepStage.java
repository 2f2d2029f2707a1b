package dev.ringwatch.flink;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.DailySweep;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.pipeline.Cut;
import dev.ringwatch.pipeline.KeyState;
import dev.ringwatch.pipeline.KeyStateCodec;
import dev.ringwatch.pipeline.KeyedStep;
import dev.ringwatch.pipeline.LocalAccounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * By key: holds what arrives until its tick closes, then hands it to a step, events in canonical
 * order and then the words of other keys, and sends on what the step says. The key's state is
 * Flink's to keep. An input that makes the step fail is set aside, and the rest goes on.
 *
 * <p>What a key became rings are told once for each search, whatever it did in between: a key of
 * very many accounts would otherwise be sent whole at every tick.
 *
 * <p>Where states are bounded a key forgets what is too old once a day, when its tick has closed,
 * at the minute of the day that its name says, as in the embedded driver. A log that ends lets all
 * time pass, and nothing is forgotten then.
 *
 * @param <K> the key
 * @param <S> the state of one key
 * @param <I> what arrives
 * @param <O> what the key tells the next step
 */
abstract class StepStage<K, S, I, O> extends KeyedProcessFunction<String, Message, Message> {

  /** What rings are found in. */
  static final OutputTag<Message> FOR_RINGS = new OutputTag<>("for-rings", Message.TYPE);

  /** The events that made a step fail, and why. */
  static final OutputTag<Message> SET_ASIDE = new OutputTag<>("set-aside", Message.TYPE);

  private static final long END_OF_LOG = Long.MAX_VALUE;

  private final JobConfig config;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient KeyedStep<K, S, I, O> step;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient KeyStateCodec<K, S> codec;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient ValueState<Kept<KeyState<S>>> state;

  /** What came for ticks that are open. */
  @SuppressWarnings("NullAway.Init") // made in open
  private transient ListState<Message> waiting;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient Counter setAside;

  /** A stage of a job that runs in some way. */
  StepStage(JobConfig config) {
    this.config = config;
  }

  /** How the job runs. */
  JobConfig config() {
    return config;
  }

  /** Makes the step. */
  abstract KeyedStep<K, S, I, O> step();

  /** The key that a text stands for. */
  abstract K key(String text);

  /** The name whose hash says at which minute of the day the key forgets. */
  abstract String name(K key);

  /** Makes an input of an event. */
  abstract I input(Event event, LocalAccounts accounts);

  /** Makes an input of a message that is no event. */
  abstract I input(Message word);

  /** Sends on what the step says. */
  abstract void said(Turn<S> turn, O output);

  /**
   * Has the key forget what is too old, and tells whoever has to know.
   *
   * @return whether nothing is left of it
   */
  boolean expire(Turn<S> turn, Cut cut) {
    return step.expire(turn.state().state(), cut);
  }

  /** Has the step say what it has to say at the turn's tick. */
  final void tell(Turn<S> turn) {
    step.tell(turn.state().state(), turn.tick(), output -> said(turn, output));
  }

  /** Whether rings are found in what the key became. */
  boolean forRings() {
    return false;
  }

  /** Tells those who look for rings what the key became, of a key that changed since the last. */
  void tellRings(Turn<S> turn) {
    throw new IllegalStateException("rings are not found in what " + turn.key() + " became");
  }

  @Override
  public void open(OpenContext context) {
    begin();
    state =
        getRuntimeContext().getState(new ValueStateDescriptor<>("state", new KeptSerializer<>()));
    waiting = getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", Message.TYPE));
    setAside = getRuntimeContext().getMetricGroup().counter("setAsideEvents");
  }

  /** Makes the step. */
  void begin() {
    step = step();
    codec = new KeyStateCodec<>(step);
  }

  /**
   * One key's turn in one tick.
   *
   * @param key the key
   * @param tick the tick
   * @param state the key's state
   * @param out where to send what is said to accounts
   * @param rings where to send what rings are found in
   */
  record Turn<S>(
      String key, Tick tick, KeyState<S> state, Consumer<Message> out, Consumer<Message> rings) {

    /** The same with another state. */
    Turn<S> with(KeyState<S> other) {
      return new Turn<>(key, tick, other, out, rings);
    }
  }

  @Override
  public void processElement(Message message, Context context, Collector<Message> out)
      throws Exception {
    waiting.add(message);
    context.timerService().registerEventTimeTimer(Message.millis(message.tick()));
  }

  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<Message> out)
      throws Exception {
    String text = context.getCurrentKey();
    Tick tick = Message.tick(millis);
    List<Message> arrived = arrived(millis);
    Consumer<Message> failed =
        message -> {
          setAside.inc();
          context.output(SET_ASIDE, message);
        };
    Kept<KeyState<S>> before = state.value();
    if (before == null && arrived.isEmpty()) {
      // Its timers outlived it.
      return;
    }
    Optional<Kept<KeyState<S>>> met =
        before == null ? opened(text, arrived, failed) : Optional.of(before);
    if (met.isEmpty()) {
      return;
    }
    Kept<KeyState<S>> kept = met.get();
    Turn<S> turn =
        new Turn<>(
            text,
            tick,
            kept.open(codec(text)),
            out::collect,
            message -> context.output(FOR_RINGS, message));
    if (!arrived.isEmpty()) {
      take(turn, arrived, failed);
      state.update(kept);
    }
    boolean forgets = forgets(turn, context);
    Optional<Turn<S>> left = forgets ? forget(turn, context) : Optional.of(turn);
    if (forRings() && left.isPresent()) {
      tellRings(left.get(), !arrived.isEmpty() || forgets, context);
    }
  }

  /** Tells rings what the key became, if they are searched for now; if not, then it will. */
  private void tellRings(Turn<S> turn, boolean changed, OnTimerContext context) {
    Tick search = config.searchedAt(turn.tick());
    if (search.equals(turn.tick())) {
      tellRings(turn);
    } else if (changed) {
      context.timerService().registerEventTimeTimer(Message.millis(search));
    }
  }

  /** Whether it is the key's turn to forget; if not, its turn is awaited. */
  private boolean forgets(Turn<S> turn, OnTimerContext context) {
    if (config.pipeline().bounds().days() == 0
        || context.timerService().currentWatermark() == END_OF_LOG) {
      return false;
    }
    Tick next = turnToForget(turn, turn.tick());
    boolean isNow = next.equals(turn.tick());
    if (!isNow) {
      context.timerService().registerEventTimeTimer(Message.millis(next));
    }
    return isNow;
  }

  private Tick turnToForget(Turn<S> turn, Tick from) {
    return DailySweep.turnFrom(from, name(key(turn.key())));
  }

  /** Has the key forget; empty if nothing is left of it. */
  private Optional<Turn<S>> forget(Turn<S> turn, OnTimerContext context) throws Exception {
    if (expire(turn, config.pipeline().bounds().cut(turn.tick()))) {
      state.clear();
      return Optional.empty();
    }
    KeyState<S> left = codec.withoutForgotten(key(turn.key()), turn.state());
    state.update(new Kept<>(left, codec(turn.key())));
    Tick next = turnToForget(turn, turn.tick().next());
    context.timerService().registerEventTimeTimer(Message.millis(next));
    return Optional.of(turn.with(left));
  }

  /** Takes out what came for ticks up to a moment. */
  private List<Message> arrived(long millis) throws Exception {
    List<Message> arrived = new ArrayList<>();
    List<Message> later = new ArrayList<>();
    for (Message message : waiting.get()) {
      (Message.millis(message.tick()) <= millis ? arrived : later).add(message);
    }
    if (later.isEmpty()) {
      waiting.clear();
    } else if (!arrived.isEmpty()) {
      waiting.update(later);
    }
    return arrived;
  }

  /** The state of a key that has seen nothing; empty, with its events set aside, if that fails. */
  Optional<Kept<KeyState<S>>> opened(
      String text, Iterable<Message> arrived, Consumer<Message> failed) {
    try {
      return Optional.of(new Kept<>(codec.open(key(text)), codec(text)));
    } catch (RuntimeException failure) {
      for (Message message : arrived) {
        if (message.kind() == Kind.EVENT) {
          failed.accept(SetAsides.message(text, message.event(), failure));
        }
      }
      return Optional.empty();
    }
  }

  private Kept.Codec<KeyState<S>> codec(String text) {
    KeyStateCodec<K, S> by = codec;
    return new Kept.Codec<>() {
      @Override
      public byte[] bytes(KeyState<S> state) {
        return by.bytes(state);
      }

      @Override
      public KeyState<S> read(byte[] bytes) {
        return by.read(key(text), bytes);
      }
    };
  }

  /** Takes in a tick's inputs, and lets the step speak. */
  void take(Turn<S> turn, Iterable<Message> arrived, Consumer<Message> failed) {
    List<Event> events = new ArrayList<>();
    List<Message> words = new ArrayList<>();
    for (Message message : arrived) {
      if (message.kind() == Kind.EVENT) {
        events.add(message.event());
      } else {
        words.add(message);
      }
    }
    events.sort(Event.CANONICAL_ORDER);
    for (Event event : events) {
      try {
        apply(turn, input(event, turn.state().accounts()));
      } catch (RuntimeException failure) {
        failed.accept(SetAsides.message(turn.key(), event, failure));
      }
    }
    words.forEach(word -> apply(turn, input(word)));
    tell(turn);
  }

  private void apply(Turn<S> turn, I input) {
    step.apply(turn.state().state(), input, output -> said(turn, output));
  }
}
