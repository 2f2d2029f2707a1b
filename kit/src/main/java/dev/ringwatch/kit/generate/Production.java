package dev.ringwatch.kit.generate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What traps and abuse are staged with.
 *
 * @param config what was asked for
 * @param ground the world's devices, addresses and things to act on
 * @param population everybody
 * @param script where acts are written down
 * @param dice the randomness of this one trap or ring
 */
record Production(
    GeneratorConfig config, Ground ground, Population population, Script script, Dice dice) {

  private static final double LEAST_INTENSITY = 0.6;
  private static final double PROXY_AT_HOME = 0.94;

  /** The same with randomness of its own for one of many things of a purpose. */
  Production of(String purpose, long ordinal) {
    return new Production(config, ground, population, script, dice.fork(purpose, ordinal));
  }

  /** A number that suits twenty events for an account, scaled to the volume that was asked for. */
  int scaled(int usual) {
    double intensity = Math.max(LEAST_INTENSITY, config.volume().intensity());
    return (int) Math.round(usual * intensity);
  }

  /** New devices. */
  List<Integer> devices(int count) {
    return IntStream.range(0, count).map(i -> ground.devices().add()).boxed().toList();
  }

  /** New home addresses, in the country of a person mostly, as proxies are chosen. */
  List<Integer> proxies(int count, Person near) {
    return IntStream.range(0, count)
        .map(i -> {
          Country country =
              dice.chance(PROXY_AT_HOME) ? near.places().country() : Country.any(dice);
          return ground.networks().addHome(country, dice);
        })
        .boxed()
        .toList();
  }

  /** A number of new shared things for so many people: a share of them, at least two. */
  int shareOf(int people, double minShare, double maxShare) {
    return Math.max(2, (int) Math.round(people * dice.uniform(minShare, maxShare)));
  }

  /** A payment card that belongs to nobody else; networks lend it their number. */
  int card(int network) {
    return config.volume().accounts() + network;
  }
}
