package dev.ringwatch.kit.pipeline;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.ring.CoActionUsage;
import dev.ringwatch.detect.ring.EventKeys;
import dev.ringwatch.detect.ring.KeyUsage;
import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.Profile;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.ingest.EventIdentity;
import dev.ringwatch.kit.pipeline.SerialStage.KeyCodec;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.CoActionStep;
import dev.ringwatch.pipeline.EventCodec;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.HuntFinding;
import dev.ringwatch.pipeline.KeyState;
import dev.ringwatch.pipeline.KeyStateCodec;
import dev.ringwatch.pipeline.KeyUse;
import dev.ringwatch.pipeline.LinkStep;
import dev.ringwatch.pipeline.LocalAccounts;
import dev.ringwatch.pipeline.Membership;
import dev.ringwatch.pipeline.ModelCodec;
import dev.ringwatch.pipeline.Occasion;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.ProfileInput;
import dev.ringwatch.pipeline.ProfileStep;
import dev.ringwatch.pipeline.RingTask;
import dev.ringwatch.pipeline.ScoreStep;
import dev.ringwatch.pipeline.ScoringModel;
import dev.ringwatch.pipeline.Sharing;
import dev.ringwatch.pipeline.VectorCodec;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The smallest second driver: every message between steps is bytes, every state is bytes between
 * ticks, every key stands by itself and knows accounts by id, and parts take their turns in random
 * order. It reaches the steps through what is public only; what it needs is what any other engine
 * needs.
 */
final class SerialDriver {

  private static final KeyCodec<AccountId> ACCOUNTS =
      new KeyCodec<>(Wire::write, Wire::readAccount);
  private static final KeyCodec<LinkKey> KEYS = new KeyCodec<>(Wire::write, Wire::readKey);

  private final PipelineConfig config;
  private final int parts;
  private final byte[] model;
  private final SerialFindings findings;
  private final SerialLearned learned;
  private final SerialStage<LinkKey, KeyUsage, KeyUse, Sharing> links;
  private final SerialStage<LinkKey, CoActionUsage, KeyUse, Occasion> coActions;
  private final SerialStage<AccountId, Profile, ProfileInput, FeatureVector> profiles;
  private final ScoreStep scoring;
  private byte[] rings;
  private final TreeMap<Long, List<byte[]>> open = new TreeMap<>();
  private final long[] latestMillis;
  private long closedMinute = Long.MIN_VALUE;

  /** The last tick that held events. */
  private long lastMinute = Long.MIN_VALUE;

  /** A driver that has seen nothing, with as many parts as there are sources. */
  SerialDriver(
      PipelineConfig config,
      AnomalyModel model,
      SerialLearned learned,
      SerialFindings findings,
      int sources) {
    this(config, Packed.bytes(out -> ModelCodec.write(model, out)), learned, findings, sources);
  }

  private SerialDriver(
      PipelineConfig config,
      byte[] model,
      SerialLearned learned,
      SerialFindings findings,
      int sources) {
    this.config = config;
    this.learned = learned;
    this.findings = findings;
    this.parts = sources;
    this.model = model;
    List<LinkKeyKind> kinds = config.rings().kindsWithRoom();
    SerialStage.OfEvent<KeyUse> use =
        (account, event) -> new KeyUse(account, EventKeys.of(event, kinds, config.hashKey()));
    links = new SerialStage<>(parts, new LinkStep(config), KEYS, use, SerialDriver::noWords);
    coActions =
        new SerialStage<>(parts, new CoActionStep(config), KEYS, use, SerialDriver::noWords);
    profiles =
        new SerialStage<>(
            parts,
            new ProfileStep(config.profiles()),
            ACCOUNTS,
            (account, event) -> new ProfileInput.Acted(event),
            SerialDriver::readSharing);
    scoring = new ScoreStep(config);
    rings = new RingTask(config.rings()).bytes();
    latestMillis = new long[sources];
    Arrays.fill(latestMillis, Long.MIN_VALUE);
  }

  private static KeyUse noWords(BlockReader in) {
    throw new IllegalStateException("link keys are told of events only");
  }

  private static ProfileInput readSharing(BlockReader in) throws IOException {
    return new Sharing(0, LinkKeyKind.valueOf(in.readText()), in.readLong(), in.readInt());
  }

  /** Another driver, made of nothing but what this one writes. */
  SerialDriver stoppedAndStarted() {
    SerialDriver again = new SerialDriver(config, model.clone(), learned, findings, parts);
    Packed.read(Packed.bytes(this::writeTo), again::read);
    return again;
  }

  private void writeTo(BlockWriter out) throws IOException {
    links.writeTo(out);
    coActions.writeTo(out);
    profiles.writeTo(out);
    Wire.writeAll(List.of(rings), out);
    out.putLongs(latestMillis, parts);
    out.putLong(closedMinute);
    out.putLong(lastMinute);
    out.putInt(open.size());
    for (Map.Entry<Long, List<byte[]>> tick : open.entrySet()) {
      out.putLong(tick.getKey());
      Wire.writeAll(tick.getValue(), out);
    }
  }

  private SerialDriver read(BlockReader in) throws IOException {
    links.read(in);
    coActions.read(in);
    profiles.read(in);
    rings = Wire.readAll(in).getFirst();
    in.readLongs(latestMillis, parts);
    closedMinute = in.readLong();
    lastMinute = in.readLong();
    for (int left = in.readCount(); left > 0; left--) {
      open.put(in.readLong(), Wire.readAll(in));
    }
    return this;
  }

  /** Takes in an event of a source. */
  void accept(int source, Event event, SplittableRandom random) {
    long minute = event.tick().epochMinute();
    if (minute <= closedMinute) {
      throw new IllegalArgumentException("event " + event.id() + " came after its tick had closed");
    }
    open.computeIfAbsent(minute, opened -> new ArrayList<>())
        .add(Packed.bytes(out -> EventCodec.write(event, out)));
    latestMillis[source] = Math.max(latestMillis[source], event.timestamp().toEpochMilli());
    long slowest = Arrays.stream(latestMillis).min().orElseThrow();
    if (slowest > Long.MIN_VALUE) {
      closeThrough(Math.floorDiv(slowest - config.lateness().toMillis(), Tick.MILLIS) - 1, random);
    }
  }

  /** Closes all ticks. */
  void closeAllTicks(SplittableRandom random) {
    closeThrough(Long.MAX_VALUE, random);
  }

  private void closeThrough(long minute, SplittableRandom random) {
    closedMinute = Math.max(closedMinute, minute);
    while (!open.isEmpty() && open.firstKey() <= minute) {
      Map.Entry<Long, List<byte[]>> tick = open.pollFirstEntry();
      lastMinute = tick.getKey();
      close(new Tick(lastMinute), distinct(tick.getValue(), random), random);
    }
  }

  /** Another step by another key: of the events of one identity, the one that stays. */
  private static List<Event> distinct(List<byte[]> events, SplittableRandom random) {
    record Identity(Instant timestamp, String id) {}
    Map<Identity, Event> byIdentity = new HashMap<>();
    for (byte[] bytes : SerialStage.shuffled(events, random)) {
      Event event = Packed.read(bytes, EventCodec::read);
      byIdentity.merge(new Identity(event.timestamp(), event.id()), event, EventIdentity::staying);
    }
    return new ArrayList<>(byIdentity.values());
  }

  private void close(Tick tick, List<Event> events, SplittableRandom random) {
    for (Event event : events) {
      profiles.send(event.account(), event);
      for (LinkKeyKind kind : LinkKeyKind.values()) {
        String value = LinkKeys.value(kind, event);
        if (value != null && config.rings().enabled(kind)) {
          (kind == LinkKeyKind.CO_ACTION ? coActions : links).send(new LinkKey(kind, value), event);
        }
      }
    }
    links.close(tick, random, this::tellAccount);
    List<byte[]> occasions = new ArrayList<>();
    coActions.close(
        tick, random, (key, occasion, accounts) -> occasions.add(message(key, occasion, accounts)));
    profiles.close(tick, random, (account, vector, accounts) -> {});
    if (!occasions.isEmpty()) {
      RingTask task = RingTask.read(rings, config.rings());
      occasions.forEach(message -> Packed.read(message, in -> takeIn(task, in)));
      task.closeTick();
      rings = task.bytes();
    }
  }

  private static RingTask takeIn(RingTask task, BlockReader in) throws IOException {
    LinkKey key = Wire.readKey(in);
    AccountId earlier = Wire.readAccount(in);
    AccountId later = Wire.readAccount(in);
    task.occasion(key, earlier, later, in.readLong(), in.readInt());
    return task;
  }

  private void tellAccount(LinkKey key, Sharing sharing, LocalAccounts accounts) {
    profiles.sendWord(
        accounts.id(sharing.account()),
        out -> {
          out.putText(sharing.kind().name());
          out.putLong(sharing.valueHash());
          out.putInt(sharing.accounts());
        });
  }

  private static byte[] message(LinkKey key, Occasion occasion, LocalAccounts accounts) {
    return Packed.bytes(out -> {
      Wire.write(key, out);
      Wire.write(accounts.id(occasion.earlier()), out);
      Wire.write(accounts.id(occasion.later()), out);
      out.putLong(occasion.epochMillis());
      out.putInt(occasion.gapMillis());
    });
  }

  /** The final scores at the last closed tick. */
  Finals finals(SplittableRandom random) {
    ScoringModel inForce =
        ScoringModel.of(Packed.read(model, ModelCodec::read), learned.at(new Tick(lastMinute)));
    List<FeatureVector> vectors = new ArrayList<>();
    Map<AccountId, Double> anomalies = new HashMap<>();
    for (byte[] message : SerialStage.shuffled(vectors(), random)) {
      FeatureVector vector = Packed.read(message, VectorCodec::read);
      vectors.add(vector);
      anomalies.put(vector.account(), scoring.anomaly(vector, inForce.anomaly()));
    }
    RingTask task = RingTask.read(rings, config.rings());
    vectors.forEach(vector -> tellAccount(task, vector, anomalies));
    links.states().forEach((key, state) -> tellLink(task, key, state));
    coActions.states().forEach(task::coAction);
    RingFindings found = task.find();
    Map<AccountId, Membership> memberships = new HashMap<>();
    found.ringByAccount().forEach((account, ring) -> memberships.put(account, Membership.of(ring)));
    List<AccountFinal> scores = new ArrayList<>();
    for (FeatureVector vector : vectors) {
      double anomaly = Objects.requireNonNull(anomalies.get(vector.account()));
      Membership membership = memberships.get(vector.account());
      List<HuntFinding> told = findings.of(vector.account(), new Tick(lastMinute));
      scores.add(scoring.score(vector, anomaly, inForce, membership, told));
    }
    scores.sort((one, other) -> one.account().compareTo(other.account()));
    return new Finals(new Tick(lastMinute), scores, found);
  }

  private static void tellAccount(
      RingTask task, FeatureVector vector, Map<AccountId, Double> anomalies) {
    double anomaly = Objects.requireNonNull(anomalies.get(vector.account()));
    task.account(vector.account(), vector.actionsOnTargets(), anomaly);
  }

  /** A key of one account is only counted there. */
  private void tellLink(RingTask task, LinkKey key, byte[] written) {
    KeyState<KeyUsage> state = new KeyStateCodec<>(new LinkStep(config)).read(key, written);
    if (state.state().accounts() == 1) {
      task.lone(state.accounts().id(0), key.kind(), 1);
    } else {
      task.link(key, written);
    }
  }

  private List<byte[]> vectors() {
    List<byte[]> vectors = new ArrayList<>();
    ProfileStep step = new ProfileStep(config.profiles());
    KeyStateCodec<AccountId, Profile> codec = new KeyStateCodec<>(step);
    profiles
        .states()
        .forEach((account, state) ->
            step.tell(
                codec.read(account, state).state(),
                new Tick(lastMinute),
                vector -> vectors.add(Packed.bytes(out -> VectorCodec.write(vector, out)))));
    return vectors;
  }
}
