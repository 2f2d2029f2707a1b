package dev.ringwatch.detect.ring;

import dev.ringwatch.event.StableHash;
import java.util.Arrays;

/**
 * What of an account the test of its pairs looks at, as one number: while those of two accounts
 * stay the same, so does all that the pair's test looks at, except the null model, and masses of
 * keys within their {@link MassStep}. That they stay the same by chance although something changed
 * has a probability of 2^-64 for each change.
 */
final class AccountSignatures {

  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final LinkGraph graph;
  private final TargetScales scales;
  private final StrongGroups strong;
  private final NullModel model;
  private final RingConfig config;
  private final long[] signatures;

  private AccountSignatures(PairBasis basis) {
    graph = basis.graph();
    scales = basis.scales();
    strong = basis.strong();
    model = basis.model();
    config = basis.config();
    signatures = new long[graph.accounts()];
  }

  /** By account index. O(uses of keys and occasions). */
  static long[] of(PairBasis basis) {
    var all = new AccountSignatures(basis);
    all.addBusyness();
    all.addKeys();
    all.addOccasions();
    return all.signatures;
  }

  private static long with(long hash, long more) {
    return StableHash.mix(hash ^ more) + STEP;
  }

  private void addBusyness() {
    AccountColumns accounts = graph.accountColumns();
    for (int account = 0; account < signatures.length; account++) {
      long busy = with(0, accounts.actions(account));
      for (int kind = 0; kind < accounts.kinds(); kind++) {
        busy = with(busy, accounts.degree(kind, account));
      }
      signatures[account] = busy;
    }
  }

  /** A sum of hashes has no order: the keys of an account are a set. */
  private void addKeys() {
    KeyColumns keys = graph.keyColumns();
    for (int key = 0; key < keys.size(); key++) {
      boolean isTarget = !keys.isStatic(key);
      boolean isPopular = keys.accounts(key) > config.cap(keys.kind(key));
      if (isTarget && isPopular) {
        continue;
      }
      long ofKey = isTarget ? target(key) : ofStatic(key, isPopular);
      for (int place = keys.start(key); place < keys.start(key + 1); place++) {
        long of = isTarget ? with(ofKey, keys.firstMinute(place)) : ofKey;
        signatures[keys.member(place)] += of;
      }
    }
  }

  /** One above its cap only corroborates, and nothing but its mass is looked at. */
  private long ofStatic(int key, boolean isPopular) {
    KeyColumns keys = graph.keyColumns();
    long hash = isPopular ? keys.hash(key) : with(keys.signature(key), strong.ties(key) ? 1 : 0);
    return with(hash, MassStep.of(keys.pairMass(key)));
  }

  private long target(int key) {
    long hash = graph.keyColumns().signature(key);
    for (int scale = 0; scale < TargetScales.COUNT; scale++) {
      hash = with(hash, MassStep.of(scales.pairMass(scale, key)));
    }
    return hash;
  }

  /**
   * An occasion is of the pair's two accounts; it counts with the one who acted later. So one that
   * comes changes nobody but who made it.
   */
  private void addOccasions() {
    OccasionColumns occasions = graph.occasionColumns();
    long[] ids = idHashes();
    for (int account = 0; account < signatures.length; account++) {
      int last = -1;
      long ofPair = 0;
      for (int place = occasions.start(account); place < occasions.start(account + 1); place++) {
        int other = occasions.other(place);
        ofPair = other == last ? ofPair : with(ids[account], ids[other]);
        last = other;
        int later = occasions.lagMillis(place) >= 0 ? other : account;
        signatures[later] += with(ofPair, occasion(occasions, place));
      }
    }
  }

  private long[] idHashes() {
    AccountColumns accounts = graph.accountColumns();
    long[] hashes = new long[accounts.size()];
    Arrays.setAll(hashes, account -> StableHash.of(accounts.id(account).value(), 0));
    return hashes;
  }

  private long occasion(OccasionColumns occasions, int place) {
    int key = occasions.coActionKey(place);
    long hash = with(occasions.unit(key), MassStep.of(occasions.pairMass(key)));
    hash = with(hash, MassStep.of(model.pairsWithinSeconds(key)));
    return with(hash, ((long) occasions.minute(place) << 32) ^ occasions.lagMillis(place));
  }
}
