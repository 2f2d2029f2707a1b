package dev.ringwatch.kit.generate;

/**
 * The innocent circumstances that look like coordination. Their order is from the weakest
 * look-alike to the strongest; the truth names an account's strongest.
 */
public enum TrapKind {
  /** An empty or default device id, shared by whoever has none. */
  DEFAULT_DEVICE("default-device", TrapLevel.PLAIN),
  /** A region of a mobile carrier that hands out addresses from a small pool. */
  CARRIER_POOL("carrier-pool", TrapLevel.PLAIN),
  /** One address of a carrier's NAT with hundreds to thousands of accounts behind it. */
  CARRIER_NAT("carrier-nat", TrapLevel.PLAIN),
  /** The exit address of a virtual private network. */
  VPN("vpn", TrapLevel.PLAIN),
  /** A cafe's address with tens of visitors. */
  CAFE("cafe", TrapLevel.PLAIN),
  /** An office's address: own devices, working hours, everybody logging in at nine. */
  OFFICE("office", TrapLevel.PLAIN),
  /** Two to six accounts on one address, often sharing a device and a payment card. */
  HOUSEHOLD("household", TrapLevel.PLAIN),
  /** Many accounts viewing and buying the same few products within minutes. */
  FLASH_SALE("flash-sale", TrapLevel.PLAIN),
  /** One device id that hundreds of unrelated accounts report. */
  COLLIDING_DEVICE("colliding-device", TrapLevel.HARD),
  /** A library's computers: dozens of accounts, one after the other, on one address. */
  PUBLIC_COMPUTER("public-computer", TrapLevel.HARD),
  /** Fans that like every post of one creator within minutes. */
  FAN_CLUB("fan-club", TrapLevel.HARD);

  private final String label;
  private final TrapLevel level;

  TrapKind(String label, TrapLevel level) {
    this.label = label;
    this.level = level;
  }

  /** The kind's name in files. */
  public String label() {
    return label;
  }

  /** The level from which on worlds hold this trap. */
  public TrapLevel level() {
    return level;
  }
}
