package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Everything about rings that can be tuned.
 *
 * @param keys what each static kind of link key is worth; every kind but {@link
 *     LinkKeyKind#CO_ACTION} must be there
 * @param coAction when two accounts count as having acted together
 * @param falseDiscoveryRate the expected share of false edges among the significant ones, over all
 *     pairs of accounts; in (0, 1)
 * @param groups how edges become rings
 */
public record RingConfig(
    Map<LinkKeyKind, KeyPolicy> keys,
    CoActionPolicy coAction,
    double falseDiscoveryRate,
    GroupPolicy groups) {

  /** Checks that every static kind has a policy and copies them. */
  public RingConfig {
    var copy = new EnumMap<LinkKeyKind, KeyPolicy>(LinkKeyKind.class);
    for (LinkKeyKind kind : LinkKeys.STATIC) {
      KeyPolicy policy = keys.get(kind);
      if (policy == null) {
        throw new IllegalArgumentException("no policy for link keys of kind " + kind.label());
      }
      copy.put(kind, policy);
    }
    keys = Collections.unmodifiableMap(copy);
    if (!(falseDiscoveryRate > 0 && falseDiscoveryRate < 1)) {
      throw new IllegalArgumentException(
          "falseDiscoveryRate must be in (0, 1), not " + falseDiscoveryRate);
    }
  }

  /**
   * The defaults: payment 1, device 0.9, session 0.9 and address 0.4 strong; a minute's window;
   * false discovery rate 0.01; rings of 3 and households of 6.
   */
  public static RingConfig ofDefaults() {
    return new RingConfig(
        Map.of(
            LinkKeyKind.PAYMENT, new KeyPolicy(true, 1.0, true, 100),
            LinkKeyKind.DEVICE, new KeyPolicy(true, 0.9, true, 100),
            LinkKeyKind.SESSION, new KeyPolicy(true, 0.9, true, 100),
            LinkKeyKind.IP, new KeyPolicy(true, 0.4, false, 100)),
        new CoActionPolicy(
            true, 0.7, Duration.ofSeconds(60), 100, 100, Duration.ofMinutes(20), 5, 3, 4_000_000),
        0.01,
        new GroupPolicy(3, 6, 30, 0.05, 1));
  }

  /** The policy of a static kind. */
  public KeyPolicy key(LinkKeyKind kind) {
    KeyPolicy policy = keys.get(kind);
    if (policy == null) {
      throw new IllegalArgumentException("kind " + kind.label() + " has no key policy");
    }
    return policy;
  }

  /** How strongly a shared key of a kind says "the same hand", in (0, 1]. */
  public double strength(LinkKeyKind kind) {
    return kind == LinkKeyKind.CO_ACTION ? coAction.strength() : key(kind).strength();
  }

  /** Whether a kind of link key is looked at. */
  public boolean enabled(LinkKeyKind kind) {
    return kind == LinkKeyKind.CO_ACTION ? coAction.enabled() : key(kind).enabled();
  }

  /**
   * The number of accounts above which a key of a kind makes no pairs by itself; 0 for a kind that
   * is not looked at.
   */
  public int cap(LinkKeyKind kind) {
    if (!enabled(kind)) {
      return 0;
    }
    return kind == LinkKeyKind.CO_ACTION ? coAction.audienceCap() : key(kind).popularityCap();
  }

  /** How many kinds are looked at, co-actions included. */
  public int enabledKinds() {
    int count = 0;
    for (LinkKeyKind kind : LinkKeyKind.values()) {
      count += enabled(kind) ? 1 : 0;
    }
    return count;
  }

  /** The same configuration with another policy for one static kind. */
  public RingConfig withKey(LinkKeyKind kind, KeyPolicy policy) {
    var changed = new EnumMap<>(keys);
    changed.put(kind, policy);
    return new RingConfig(changed, coAction, falseDiscoveryRate, groups);
  }

  /** The same configuration with another co-action policy. */
  public RingConfig withCoAction(CoActionPolicy policy) {
    return new RingConfig(keys, policy, falseDiscoveryRate, groups);
  }

  /** The same configuration with another false discovery rate. */
  public RingConfig withFalseDiscoveryRate(double rate) {
    return new RingConfig(keys, coAction, rate, groups);
  }

  /** The same configuration with another group policy. */
  public RingConfig withGroups(GroupPolicy policy) {
    return new RingConfig(keys, coAction, falseDiscoveryRate, policy);
  }
}
