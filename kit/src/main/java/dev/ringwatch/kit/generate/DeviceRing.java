package dev.ringwatch.kit.generate;

import java.util.List;

/** Few devices, and residential proxies that no two accounts share. */
final class DeviceRing implements Scheme {

  private static final Tactics TACTICS =
      new Tactics(11, 4, 0.75, 0.6, Tactics.Delay.seconds(300, 1800));

  @Override
  public void perform(Crew crew, Production production) {
    Dice dice = production.dice();
    SharedDevices devices = SharedDevices.of(crew, production);
    List<List<Integer>> proxies =
        crew.members().stream()
            .map(person -> production.proxies(dice.between(2, 4), person))
            .toList();
    Wardrobe wardrobe =
        (member, shift) -> {
          List<Integer> own = proxies.get(member);
          int card = crew.members().get(member).gear().card();
          return new Setting(own.get(shift % own.size()), devices.of(member, shift), card);
        };
    new Campaign(crew, TACTICS, wardrobe, production).run();
  }
}
