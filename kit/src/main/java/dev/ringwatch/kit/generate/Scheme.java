package dev.ringwatch.kit.generate;

/** A way to abuse the platform. Writes a crew's acts into the script; stateless. */
sealed interface Scheme
    permits DeviceFarm,
        DeviceRing,
        LowAndSlow,
        BehindCarrier,
        TightCoAction,
        BehindPublicComputer,
        DeviceChain,
        LooseCoAction,
        Scraper,
        CredentialStuffing,
        Takeover {

  void perform(Crew crew, Production production);

  /** How a kind of abuse is carried out. */
  static Scheme of(AbuseKind kind) {
    return switch (kind) {
      case DEVICE_FARM -> new DeviceFarm();
      case DEVICE_RING -> new DeviceRing();
      case LOW_AND_SLOW -> new LowAndSlow();
      case BEHIND_CARRIER -> new BehindCarrier();
      case TIGHT_CO_ACTION -> new TightCoAction();
      case BEHIND_PUBLIC_COMPUTER -> new BehindPublicComputer();
      case DEVICE_CHAIN -> new DeviceChain();
      case LOOSE_CO_ACTION -> new LooseCoAction();
      case SCRAPER -> new Scraper();
      case CREDENTIAL_STUFFING -> new CredentialStuffing();
      case TAKEOVER -> new Takeover();
    };
  }
}
