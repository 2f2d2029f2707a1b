package dev.ringwatch.kit.pipeline;

import dev.ringwatch.detect.ring.CoActionUsages;
import dev.ringwatch.detect.ring.KeyUsages;
import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.Occasions;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.detect.ring.RingDetector;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The one task that sees all accounts and keys: it collects the occasions as they are told, and
 * finds rings of what keys and accounts say when it is asked. It numbers accounts and keys by
 * itself.
 */
final class RingTask {

  /** Any seed will do. */
  private static final long INDEX_SEED = 5;

  private final RingConfig config;
  private final LocalAccounts accounts;
  private final Map<LinkKey, Integer> keys;
  private final Occasions occasions;

  RingTask(RingConfig config) {
    this.config = config;
    accounts = new LocalAccounts();
    keys = new LinkedHashMap<>();
    occasions = new Occasions(config.coAction().maxOccasions());
  }

  private RingTask(RingConfig config, BlockReader in) throws IOException {
    this.config = config;
    accounts = LocalAccounts.read(in);
    keys = new LinkedHashMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      keys.put(Wire.readKey(in), keys.size());
    }
    occasions = new Occasions(config.coAction().maxOccasions(), in);
  }

  static RingTask of(byte[] state, RingConfig config) {
    return Wire.read(state, in -> new RingTask(config, in));
  }

  byte[] state() {
    return Wire.bytes(this::writeTo);
  }

  private void writeTo(BlockWriter out) throws IOException {
    accounts.writeTo(out);
    out.putInt(keys.size());
    for (LinkKey key : keys.keySet()) {
      Wire.write(key, out);
    }
    occasions.freeze().writeTo(out);
  }

  /** Takes in the occasions of a tick. */
  void close(List<byte[]> told) {
    told.forEach(message -> Wire.read(message, this::takeIn));
    occasions.shed();
  }

  private Integer takeIn(BlockReader in) throws IOException {
    int key = keys.computeIfAbsent(Wire.readKey(in), met -> keys.size());
    int earlier = accounts.number(Wire.readAccount(in));
    int later = accounts.number(Wire.readAccount(in));
    occasions.add(key, earlier, later, in.readLong(), in.readInt());
    return key;
  }

  /**
   * The rings.
   *
   * @param vectors every account
   * @param anomalies how unusual each is by itself
   * @param links by static key: who its accounts are, and its state
   * @param coActions by co-action key, likewise
   */
  RingFindings find(
      List<FeatureVector> vectors,
      Map<AccountId, Double> anomalies,
      Map<LinkKey, byte[]> links,
      Map<LinkKey, byte[]> coActions) {
    LinkGraph.Builder builder = LinkGraph.builder(config);
    for (FeatureVector vector : vectors) {
      builder.account(
          accounts.number(vector.account()), vector.account(), vector.actionsOnTargets());
    }
    tables(links).forEach(builder::keys);
    LinkGraph graph = builder.coActions(List.of(table(coActions)), occasions).build();
    double[] risk = new double[graph.accounts()];
    for (int account = 0; account < risk.length; account++) {
      risk[account] = Objects.requireNonNull(anomalies.get(graph.account(account)));
    }
    return RingDetector.detect(graph, risk, config);
  }

  private List<KeyUsages> tables(Map<LinkKey, byte[]> links) {
    Map<Object, KeyUsages> byKind = new HashMap<>();
    links.forEach((key, state) -> {
      KeyUsages table =
          byKind.computeIfAbsent(
              key.kind(), kind -> new KeyUsages(key.kind(), config.kindsWithRoom(), INDEX_SEED));
      Wire.read(
          state,
          in -> {
            LocalAccounts its = LocalAccounts.read(in);
            return table.read(in, account -> accounts.number(its.id(account)));
          });
    });
    return new ArrayList<>(byKind.values());
  }

  /** Its keys have the numbers by which the occasions name them. */
  private CoActionUsages table(Map<LinkKey, byte[]> coActions) {
    CoActionUsages table = new CoActionUsages(config, INDEX_SEED);
    Map<LinkKey, byte[]> inOrder = new LinkedHashMap<>();
    keys.keySet().forEach(key -> inOrder.put(key, Objects.requireNonNull(coActions.get(key))));
    coActions.forEach(inOrder::putIfAbsent);
    inOrder.forEach((key, state) ->
        Wire.read(
            state,
            in -> {
              LocalAccounts its = LocalAccounts.read(in);
              return table.read(in, account -> accounts.number(its.id(account)));
            }));
    return table;
  }
}
