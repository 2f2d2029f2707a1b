package dev.ringwatch.kit.generate;

/** Where accounts live. The weights are shares of the accounts, in per cent. */
enum Country {
  US(-5, 17),
  MX(-6, 6),
  BR(-3, 10),
  GB(0, 7),
  NG(1, 4),
  DE(1, 8),
  FR(1, 6),
  PL(1, 4),
  ZA(2, 2),
  TR(3, 5),
  IN(5, 13),
  VN(7, 4),
  ID(7, 7),
  PH(8, 4),
  JP(9, 3);

  private static final Country[] WHEEL = wheel();

  private final int utcOffsetHours;
  private final int weight;

  Country(int utcOffsetHours, int weight) {
    this.utcOffsetHours = utcOffsetHours;
    this.weight = weight;
  }

  private static Country[] wheel() {
    Country[] wheel = new Country[100];
    int filled = 0;
    for (Country country : values()) {
      for (int i = 0; i < country.weight; i++) {
        wheel[filled++] = country;
      }
    }
    return wheel;
  }

  static Country any(Dice dice) {
    return WHEEL[dice.below(WHEEL.length)];
  }

  int utcOffsetHours() {
    return utcOffsetHours;
  }
}
