package dev.ringwatch.event;

/**
 * The kinds of value that two accounts can share, the strongest first. Their order is the order in
 * which evidence is listed; of keys that only ever appear together the first stands for all. Kinds
 * of one {@link Family} stand together, and co-actions last.
 */
public enum LinkKeyKind {
  /** A payment instrument. */
  PAYMENT("payment", Family.PAYMENT),
  /** A device id or client fingerprint. */
  DEVICE("device", Family.DEVICE),
  /** A platform session. */
  SESSION("session", Family.SESSION),
  /** A network address: IPv4 as it is, IPv6 by its /64. */
  IP("ip", Family.ADDRESS),
  /** The IPv6 /56 that a customer gets, of which the address's /64 is one; IPv4 has none. */
  NETWORK("network", Family.ADDRESS),
  /** What the client says it is, together with the network address it came from. */
  CLIENT("client", Family.ADDRESS),
  /** The same action on the same target at nearly the same time. */
  CO_ACTION("co-action", Family.CO_ACTION);

  /**
   * Kinds that say the same thing again: all of a family are functions of one another or of its
   * first kind, as the /56 is of the address, and count as one (decision record 0010).
   */
  public enum Family {
    /** The payment instrument alone. */
    PAYMENT,
    /** The device alone. */
    DEVICE,
    /** The session alone. */
    SESSION,
    /** The address and what is made of it: a place, which many may share, and never identifying. */
    ADDRESS,
    /** Acting together, which is no key that an event carries. */
    CO_ACTION
  }

  private final String label;
  private final Family family;

  LinkKeyKind(String label, Family family) {
    this.label = label;
    this.family = family;
  }

  /** The kind's name in files and reasons. */
  public String label() {
    return label;
  }

  /**
   * The kind that has a label.
   *
   * @throws IllegalArgumentException if none has
   */
  public static LinkKeyKind ofLabel(String label) {
    for (LinkKeyKind kind : values()) {
      if (kind.label.equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("there is no kind of link key called " + label);
  }

  /** What it counts as one with. */
  public Family family() {
    return family;
  }

  /** Whether an event carries keys of this kind as they are; all kinds but co-actions. */
  public boolean isStatic() {
    return family != Family.CO_ACTION;
  }

  /** The kind's place in arrays, which live no longer than the process, from 0. */
  @SuppressWarnings("EnumOrdinal") // never stored: files use the label
  public int index() {
    return ordinal();
  }
}
