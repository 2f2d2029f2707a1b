package dev.ringwatch.flink;

import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.pipeline.AccountState;
import dev.ringwatch.pipeline.AccountStateCodec;
import dev.ringwatch.pipeline.ScoreStep;
import dev.ringwatch.pipeline.ScoringModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * By bucket of accounts: says how unusual an account is by itself ({@link ScoreStep#anomaly}), when
 * it did something and when another model holds. Without a model nobody is scored, and rings take
 * everybody for usual.
 */
final class AnomalyStage extends AccountBuckets {

  /** What accounts did while no model holds, so that a first one can be learned. */
  static final OutputTag<Message> UNSCORED = new OutputTag<>("unscored", Message.TYPE);

  private final JobConfig config;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient ScoreStep scoring;

  AnomalyStage(JobConfig config) {
    super(config);
    this.config = config;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    scoring = new ScoreStep(config.pipeline());
  }

  @Override
  void close(
      Tick tick,
      List<Message> messages,
      Optional<ScoringModel> model,
      Collector<Message> out,
      ReadOnlyContext context)
      throws Exception {
    List<Message> acted = new ArrayList<>();
    for (Message message : lastOfEach(messages)) {
      if (message.kind() == Kind.GONE) {
        known().remove(message.key());
        context.output(StepStage.FOR_RINGS, message);
        out.collect(new Message(Kind.GONE, message.key(), Message.millis(tick), message.body()));
      } else {
        known().put(message.key(), message.body());
        acted.add(message);
      }
    }
    if (rescores(messages)) {
      for (Map.Entry<String, byte[]> account : known().entries()) {
        tell(account.getKey(), account.getValue(), tick, model, out, context);
      }
      return;
    }
    for (Message message : acted) {
      tell(message.key(), message.body(), tick, model, out, context);
    }
  }

  /** Of an account that was forgotten, and did something before or after, what was later. */
  private static Collection<Message> lastOfEach(List<Message> messages) {
    Map<String, Message> last = new LinkedHashMap<>();
    for (Message message : messages) {
      if (message.kind() != Kind.RESCORE) {
        last.merge(message.key(), message, AnomalyStage::later);
      }
    }
    return last.values();
  }

  /** What is forgotten in a tick was there in it. */
  private static Message later(Message one, Message other) {
    int order = one.tick().compareTo(other.tick());
    if (order == 0) {
      return one.kind() == Kind.GONE ? one : other;
    }
    return order > 0 ? one : other;
  }

  private void tell(
      String key,
      byte[] written,
      Tick tick,
      Optional<ScoringModel> model,
      Collector<Message> out,
      ReadOnlyContext context) {
    AccountState state = Packed.read(written, AccountStateCodec::read);
    FeatureVector vector = state.vector();
    double anomaly = model.map(inForce -> scoring.anomaly(vector, inForce.anomaly())).orElse(0.0);
    byte[] forRings =
        Packed.bytes(body -> {
          body.putInt(vector.actionsOnTargets());
          body.putDouble(anomaly);
        });
    long lastEvent = Message.millis(Tick.of(state.lastEvent()));
    context.output(StepStage.FOR_RINGS, new Message(Kind.ACCOUNT, key, lastEvent, forRings));
    if (model.isEmpty()) {
      context.output(UNSCORED, new Message(Kind.STATE, key, Message.millis(tick), written));
    } else {
      byte[] unusual = unusual(state, anomaly);
      out.collect(new Message(Kind.ANOMALY, key, Message.millis(tick), unusual));
    }
  }

  /** How unusual it is, and then what it did. */
  private static byte[] unusual(AccountState state, double anomaly) {
    return Packed.bytes(body -> {
      body.putDouble(anomaly);
      AccountStateCodec.write(state, body);
    });
  }
}
