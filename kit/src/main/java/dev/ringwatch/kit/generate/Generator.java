package dev.ringwatch.kit.generate;

/**
 * Makes days of platform events with planted abuse, innocent look-alikes, and the truth about both.
 * Equal configurations give equal events, byte for byte, on every platform; tests pin them.
 */
public final class Generator {

  private Generator() {}

  /**
   * Builds the world of a configuration; its events are made when they are asked for. Takes a few
   * seconds and 300 MB for half a million accounts.
   *
   * @throws IllegalArgumentException where so few events cannot hold the traps and the abuse
   */
  public static GeneratedDay of(GeneratorConfig config) {
    return new GeneratedDay(new World(config));
  }
}
