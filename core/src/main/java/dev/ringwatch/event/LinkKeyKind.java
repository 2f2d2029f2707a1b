package dev.ringwatch.event;

/**
 * The kinds of value that two accounts can share. Their order is the order in which evidence is
 * listed.
 */
public enum LinkKeyKind {
  /** A payment instrument. */
  PAYMENT("payment"),
  /** A device id or client fingerprint. */
  DEVICE("device"),
  /** A platform session. */
  SESSION("session"),
  /** A network address: IPv4 as it is, IPv6 by its /64. */
  IP("ip"),
  /** The same action on the same target at nearly the same time. */
  CO_ACTION("co-action");

  private final String label;

  LinkKeyKind(String label) {
    this.label = label;
  }

  /** The kind's name in files and reasons. */
  public String label() {
    return label;
  }
}
