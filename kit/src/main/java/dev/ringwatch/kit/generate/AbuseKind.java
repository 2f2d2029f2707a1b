package dev.ringwatch.kit.generate;

/** The kinds of planted abuse: those of rings first, then those of single accounts. */
public enum AbuseKind {
  /** A ring that shares a few devices and a few proxy addresses. */
  DEVICE_FARM("device-farm", TrapLevel.PLAIN),
  /** A ring that shares devices only; every account comes from addresses of its own. */
  DEVICE_RING("device-ring", TrapLevel.PLAIN),
  /** A ring that acts a few times an hour over the whole period; links show only in aggregate. */
  LOW_AND_SLOW("low-and-slow", TrapLevel.PLAIN),
  /** A ring that co-acts from behind one crowded address of a carrier. */
  BEHIND_CARRIER("behind-carrier", TrapLevel.PLAIN),
  /** A ring that co-acts within seconds, everybody on devices and addresses of their own. */
  TIGHT_CO_ACTION("tight-co-action", TrapLevel.PLAIN),
  /** A ring whose operator works through the accounts on a public computer. */
  BEHIND_PUBLIC_COMPUTER("behind-public-computer", TrapLevel.HARD),
  /** A ring in which every device is shared by exactly two neighbours. */
  DEVICE_CHAIN("device-chain", TrapLevel.HARD),
  /** A ring that co-acts within minutes, everybody on devices and addresses of their own. */
  LOOSE_CO_ACTION("loose-co-action", TrapLevel.HARD),
  /** A single account that reads thousands of targets at regular gaps. */
  SCRAPER("scraper", TrapLevel.PLAIN),
  /** A single account behind many failing logins from rotating addresses. */
  CREDENTIAL_STUFFING("credential-stuffing", TrapLevel.PLAIN),
  /** A long ordinary account that a stranger takes over and empties. */
  TAKEOVER("takeover", TrapLevel.PLAIN);

  private final String label;
  private final TrapLevel level;

  AbuseKind(String label, TrapLevel level) {
    this.label = label;
    this.level = level;
  }

  /** The kind's name in files. */
  public String label() {
    return label;
  }

  /** The level from which on worlds hold this abuse. */
  public TrapLevel level() {
    return level;
  }

  /** Whether this abuse is a ring's; otherwise it is a single account's. */
  public boolean ring() {
    return compareTo(SCRAPER) < 0;
  }
}
