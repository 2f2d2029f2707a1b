package dev.ringwatch.kit.generate;

import java.util.List;

/** Few devices on few proxies, every account on one or two devices and changing proxies. */
final class DeviceFarm implements Scheme {

  private static final Tactics TACTICS =
      new Tactics(11, 3, 0.75, 0.6, Tactics.Delay.seconds(420, 2400));

  @Override
  public void perform(Crew crew, Production production) {
    Dice dice = production.dice();
    SharedDevices devices = SharedDevices.of(crew, production);
    int addresses = production.shareOf(crew.size(), 0.2, 0.4);
    List<Integer> proxies = production.proxies(addresses, crew.leader());
    Dice choice = dice.fork("proxies");
    Wardrobe wardrobe =
        (member, shift) -> {
          int proxy = choice.fork("shift", 1000L * member + shift).below(proxies.size());
          int card = production.card(proxies.get(member % proxies.size()));
          return new Setting(proxies.get(proxy), devices.of(member, shift), card);
        };
    new Campaign(crew, TACTICS, wardrobe, production).run();
  }
}
