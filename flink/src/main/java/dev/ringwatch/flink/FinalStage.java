package dev.ringwatch.flink;

import dev.ringwatch.control.ModelNames;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flat.UnusableStateException;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.AccountState;
import dev.ringwatch.pipeline.AccountStateCodec;
import dev.ringwatch.pipeline.HuntFinding;
import dev.ringwatch.pipeline.Membership;
import dev.ringwatch.pipeline.ScoreStep;
import dev.ringwatch.pipeline.ScoringModel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.util.Collector;

/**
 * By bucket of accounts: makes the final scores ({@link ScoreStep#score}) of accounts about which
 * something else is known than at the tick before.
 */
final class FinalStage extends AccountBuckets {

  private static final int VERSION = 1;

  private final JobConfig config;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient ScoreStep scoring;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient ModelNames names;

  FinalStage(JobConfig config) {
    super(config);
    this.config = config;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    scoring = new ScoreStep(config.pipeline());
    names = new ModelNames();
  }

  /**
   * What is known of an account.
   *
   * @param anomaly how unusual it is by itself
   * @param state what it did, once it did anything
   * @param membership the ring that it is in; empty for none
   * @param findings what hunts found
   */
  private record Known(
      double anomaly,
      Optional<AccountState> state,
      Optional<Membership> membership,
      List<HuntFinding> findings) {

    static final Known NOTHING = new Known(0, Optional.empty(), Optional.empty(), List.of());

    Known {
      findings = List.copyOf(findings);
    }

    static Known read(BlockReader in) throws IOException {
      UnusableStateException.requireFormat(in.readInt(), VERSION, "an account's scores");
      Optional<AccountState> state =
          in.readInt() == 1 ? Optional.of(AccountStateCodec.read(in)) : Optional.empty();
      double anomaly = in.readDouble();
      Optional<Membership> membership = AccountStateCodec.readMembership(in);
      return new Known(anomaly, state, membership, AccountStateCodec.readFindings(in));
    }

    void writeTo(BlockWriter out) throws IOException {
      out.putInt(VERSION);
      out.putInt(state.isPresent() ? 1 : 0);
      if (state.isPresent()) {
        AccountStateCodec.write(state.get(), out);
      }
      out.putDouble(anomaly);
      AccountStateCodec.writeMembership(membership, out);
      AccountStateCodec.writeFindings(findings, out);
    }

    /** The same once a message was heard. */
    Known after(Message message) {
      return switch (message.kind()) {
        case ANOMALY -> message.read(this::acted);
        case MEMBERSHIP ->
            new Known(anomaly, state, message.read(AccountStateCodec::readMembership), findings);
        case FINDINGS ->
            new Known(anomaly, state, membership, message.read(AccountStateCodec::readFindings));
        case GONE -> new Known(0, Optional.empty(), membership, findings);
        case EVENT, SHARING, STATE, ACCOUNT, LONE, LINK, CO_ACTION -> throw unexpected(message);
        case OCCASION, MODEL, HUNT, LEARNED, RESCORE, FINAL -> throw unexpected(message);
        case RINGS, SET_ASIDE, REFUSED, HEARTBEAT -> throw unexpected(message);
        case LINK_GONE, CO_ACTION_GONE -> throw unexpected(message);
      };
    }

    /** Whether that is what is known of somebody who was never heard of. */
    boolean isNothing() {
      return state.isEmpty() && membership.isEmpty() && findings.isEmpty();
    }

    private Known acted(BlockReader in) throws IOException {
      double now = in.readDouble();
      return new Known(now, Optional.of(AccountStateCodec.read(in)), membership, findings);
    }

    private static IllegalStateException unexpected(Message message) {
      return new IllegalStateException("final scores are not told of " + message.kind());
    }
  }

  @Override
  void close(
      Tick tick,
      List<Message> messages,
      Optional<ScoringModel> model,
      Collector<Message> out,
      ReadOnlyContext context)
      throws Exception {
    Map<String, Known> changed = new LinkedHashMap<>();
    for (Message message : messages) {
      Known before = changed.get(message.key());
      if (before == null) {
        before = before(message.key());
      }
      changed.put(message.key(), before.after(message));
    }
    for (Map.Entry<String, Known> account : changed.entrySet()) {
      Known now = account.getValue();
      if (now.isNothing()) {
        known().remove(account.getKey());
      } else {
        known().put(account.getKey(), Packed.bytes(now::writeTo));
      }
      if (now.state().isPresent() && model.isPresent()) {
        AccountState state = now.state().get().with(now.membership(), now.findings());
        byte[] body = said(state, now.anomaly(), model.get());
        out.collect(new Message(Kind.FINAL, account.getKey(), Message.millis(tick), body));
      }
    }
  }

  /** As {@link ScoredAt} reads it. */
  private byte[] said(AccountState state, double anomaly, ScoringModel model) {
    AccountFinal score = score(state, anomaly, model);
    return Packed.bytes(out -> {
      FinalCodec.write(score, out);
      AccountStateCodec.write(state, out);
      out.putText(names.of(model.anomaly()));
    });
  }

  private Known before(String account) throws Exception {
    byte[] written = known().get(account);
    return written == null ? Known.NOTHING : Packed.read(written, Known::read);
  }

  private AccountFinal score(AccountState state, double anomaly, ScoringModel model) {
    Membership membership = state.membership().orElse(null);
    return scoring.score(state.vector(), anomaly, model, membership, state.findings());
  }
}
