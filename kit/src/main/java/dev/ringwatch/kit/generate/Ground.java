package dev.ringwatch.kit.generate;

/**
 * What the world stands on.
 *
 * @param period the time it covers
 * @param networks its addresses
 * @param devices its devices
 * @param catalogue what there is to act on
 * @param poolWidth addresses in a region of a mobile carrier
 */
record Ground(
    Period period, Networks networks, Devices devices, Catalogue catalogue, int poolWidth) {

  static Ground of(GeneratorConfig config, Dice dice) {
    int accounts = config.volume().accounts();
    return new Ground(
        Period.of(config.volume()),
        new Networks(dice),
        new Devices(dice),
        new Catalogue(dice, accounts),
        Math.clamp(accounts / 300, 8, 64));
  }
}
