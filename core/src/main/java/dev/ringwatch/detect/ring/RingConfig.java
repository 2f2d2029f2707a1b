package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
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
    GroupPolicy groups)
    implements Serializable {

  /**
   * Checks that every static kind has a policy, and that nothing made of an address identifies, and
   * copies them.
   */
  public RingConfig {
    var copy = new EnumMap<LinkKeyKind, KeyPolicy>(LinkKeyKind.class);
    for (LinkKeyKind kind : LinkKeys.STATIC) {
      KeyPolicy policy = keys.get(kind);
      if (policy == null) {
        throw new IllegalArgumentException("no policy for link keys of kind " + kind.label());
      }
      if (policy.identifying() && kind.family() == LinkKeyKind.Family.ADDRESS) {
        throw new IllegalArgumentException(
            "a key of kind " + kind.label() + " is a place and cannot be identifying");
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
   * The defaults: payment 1, device 0.9, session 0.9 and address 0.4 strong; /56 and client, 0.2
   * and 0.5 strong, off, which decision record 0010 gives the measurements for; a minute's window;
   * false discovery rate 0.01; rings of 3 and households of 6.
   */
  public static RingConfig ofDefaults() {
    return new RingConfig(
        Map.of(
            LinkKeyKind.PAYMENT, new KeyPolicy(true, 1.0, true, 100),
            LinkKeyKind.DEVICE, new KeyPolicy(true, 0.9, true, 100),
            LinkKeyKind.SESSION, new KeyPolicy(true, 0.9, true, 100),
            LinkKeyKind.IP, new KeyPolicy(true, 0.4, false, 100),
            LinkKeyKind.NETWORK, new KeyPolicy(false, 0.2, false, 100),
            LinkKeyKind.CLIENT, new KeyPolicy(false, 0.5, false, 100)),
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

  /**
   * The static kinds of which the rows of states have room, looked at or not: {@link
   * LinkKeys#STATIC} up to the last kind that is looked at, and no fewer than {@link
   * LinkKeys#ALWAYS}.
   */
  public List<LinkKeyKind> kindsWithRoom() {
    int count = LinkKeys.STATIC.size();
    while (count > LinkKeys.ALWAYS.size() && !enabled(LinkKeys.STATIC.get(count - 1))) {
      count--;
    }
    return LinkKeys.STATIC.subList(0, count);
  }

  /** The static kinds that are looked at; all of them are among {@link #kindsWithRoom}. */
  public List<LinkKeyKind> enabledKinds() {
    return LinkKeys.STATIC.stream().filter(this::enabled).toList();
  }

  /** How many independent kinds are looked at, co-actions included: those of one family are one. */
  public int independentKinds() {
    return (int)
        Arrays.stream(LinkKeyKind.Family.values())
            .filter(family -> enabledKinds(family) > 0)
            .count();
  }

  /** How many kinds of a family are looked at. */
  int enabledKinds(LinkKeyKind.Family family) {
    return (int)
        Arrays.stream(LinkKeyKind.values())
            .filter(kind -> kind.family() == family && enabled(kind))
            .count();
  }

  /** The same configuration with another policy for one static kind. */
  public RingConfig withKey(LinkKeyKind kind, KeyPolicy policy) {
    var changed = new EnumMap<>(keys);
    changed.put(kind, policy);
    return new RingConfig(changed, coAction, falseDiscoveryRate, groups);
  }

  /** The same configuration with a static kind switched on as well. */
  public RingConfig withAlso(LinkKeyKind kind) {
    return withKey(kind, key(kind).withEnabled(true));
  }

  /** The same configuration with another co-action policy. */
  public RingConfig withCoAction(CoActionPolicy policy) {
    return new RingConfig(keys, policy, falseDiscoveryRate, groups);
  }

  /** The same configuration with another false discovery rate. */
  public RingConfig withFalseDiscoveryRate(double rate) {
    return new RingConfig(keys, coAction, rate, groups);
  }
}
