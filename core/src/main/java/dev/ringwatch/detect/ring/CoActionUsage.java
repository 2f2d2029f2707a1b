package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who did one action on one target lately: the state of the by-key step for co-actions. It keeps
 * the accounts within the window only, and counts of what went before.
 *
 * <p>An occasion of a pair begins when the two act within the window of each other, and lasts until
 * one of them has been silent for longer than the window; it is told once, however often they act
 * in between.
 *
 * <p>Guarded by the one thread that owns the key. About 80 bytes, and 80 more per account within
 * the window when there are several.
 */
public final class CoActionUsage {

  private static final char SEPARATOR = '\t';

  private final String action;
  private final String target;
  private final long unit;
  private int actions;
  private long pairMass;

  /** Everybody who acted on the target; null once they are more than the audience cap. */
  private @Nullable AccountTable audience = new AccountTable();

  /** The account that acted last, when it is the only one within the window; null otherwise. */
  private @Nullable AccountId single;

  private long singleMillis;

  /**
   * The accounts within the window and when each acted last, oldest first; null while there is at
   * most one.
   */
  private @Nullable LinkedHashMap<AccountId, Long> recent;

  /**
   * Starts the usage of a key.
   *
   * @param key a co-action key
   * @param targetOwner who owns the target, if the platform says; targets of one owner are one
   *     piece of evidence
   */
  public CoActionUsage(LinkKey key, @Nullable String targetOwner) {
    if (key.kind() != LinkKeyKind.CO_ACTION) {
      throw new IllegalArgumentException("not a co-action: " + key);
    }
    int end = key.value().indexOf(SEPARATOR);
    this.action = key.value().substring(0, end);
    this.target = key.value().substring(end + 1);
    this.unit = KeyUsage.valueHash(targetOwner == null ? target : targetOwner);
  }

  /** The same for an action on a target. */
  public CoActionUsage(String action, String target, @Nullable String targetOwner) {
    this.action = action;
    this.target = target;
    this.unit = KeyUsage.valueHash(targetOwner == null ? target : targetOwner);
  }

  /** The action. */
  public String action() {
    return action;
  }

  /** The key; made anew at every call. */
  public LinkKey key() {
    return new LinkKey(LinkKeyKind.CO_ACTION, action + SEPARATOR + target);
  }

  /** How many actions there were on the target, crowded times included. */
  public int actions() {
    return actions;
  }

  /**
   * How many occasions of pairs there were, crowded times included: what the null model expects
   * others to share.
   */
  public long pairMass() {
    return pairMass;
  }

  /**
   * What targets count as one: the hash of the target's owner, or of the target where the owner is
   * unknown.
   */
  long unit() {
    return unit;
  }

  /** Everybody who acted on the target; empty once they are more than the audience cap. */
  Optional<AccountTable> audience() {
    return Optional.ofNullable(audience);
  }

  /**
   * Counts one action and tells the occasions that begin with it. While more distinct accounts than
   * the cap are within the window, only those with the ones that acted last: a crowd hides nobody
   * who acts within its seconds. Must be called in time order; accounts that act at the same
   * instant may come in any order as long as they are fewer than the cap. O(cap), O(1) for an
   * account whose last action is still within the window.
   */
  public void act(AccountId account, Event event, RingConfig config, CoActionSink sink) {
    act(account, event.timestamp().toEpochMilli(), config, sink);
  }

  /** The same for an action that is known by its time only. */
  public void act(AccountId account, long epochMillis, RingConfig config, CoActionSink sink) {
    actions++;
    CoActionPolicy policy = config.coAction();
    attend(account, epochMillis, policy.audienceCap());
    forgetBefore(epochMillis - policy.window().toMillis());
    if (recent == null) {
      actBesideOne(account, epochMillis, sink);
      return;
    }
    if (recent.remove(account) == null) {
      pairMass += recent.size();
      recent.reversed().entrySet().stream()
          .limit(policy.actorCap())
          .forEach(other ->
              sink.occasion(
                  other.getKey(), account, epochMillis, (int) (epochMillis - other.getValue())));
    }
    recent.put(account, epochMillis);
  }

  private void attend(AccountId account, long epochMillis, int cap) {
    if (audience != null) {
      audience.use(account, (int) Math.floorDiv(epochMillis, Tick.MILLIS));
      audience = audience.size() > cap ? null : audience;
    }
  }

  private void actBesideOne(AccountId account, long epochMillis, CoActionSink sink) {
    if (single != null && !single.equals(account)) {
      pairMass++;
      sink.occasion(single, account, epochMillis, (int) (epochMillis - singleMillis));
      recent = new LinkedHashMap<>(8);
      recent.put(single, singleMillis);
      recent.put(account, epochMillis);
      single = null;
    } else {
      single = account;
      singleMillis = epochMillis;
    }
  }

  private void forgetBefore(long epochMillis) {
    if (single != null && singleMillis < epochMillis) {
      single = null;
    }
    if (recent == null) {
      return;
    }
    Iterator<Long> oldestFirst = recent.values().iterator();
    while (oldestFirst.hasNext() && oldestFirst.next() < epochMillis) {
      oldestFirst.remove();
    }
    if (recent.isEmpty()) {
      recent = null;
    }
  }
}
