package dev.ringwatch.kit.generate;

import java.util.List;

/**
 * The devices of a ring: every member has one, and works a shift on the next one now and then.
 *
 * @param devices the devices, by number
 * @param choice what decides; never thrown itself
 */
record SharedDevices(List<Integer> devices, Dice choice) {

  private static final double OTHER_DEVICE = 0.3;
  private static final long SHIFTS = 100_000;

  static SharedDevices of(Crew crew, Production production) {
    int count = production.shareOf(crew.size(), 0.25, 0.45);
    return new SharedDevices(production.devices(count), production.dice().fork("shared devices"));
  }

  /** The device of a member in a shift. */
  int of(int member, int shift) {
    boolean other = choice.fork("shift", member * SHIFTS + shift).chance(OTHER_DEVICE);
    return devices.get((member + (other ? 1 : 0)) % devices.size());
  }
}
