package dev.ringwatch.kit.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Every device is shared by exactly two neighbours, who use their two devices in turn from
 * addresses of their own; targets are shared within the hour.
 */
final class DeviceChain implements Scheme {

  private static final Tactics TACTICS =
      new Tactics(13, 4, 0.75, 0.5, Tactics.Delay.seconds(1200, 5400));

  @Override
  public void perform(Crew crew, Production production) {
    List<Integer> devices = production.devices(crew.size() - 1);
    List<Integer> turns = new ArrayList<>(Collections.nCopies(crew.size(), 0));
    List<Integer> proxies =
        crew.members().stream().map(person -> production.proxies(1, person).getFirst()).toList();
    Wardrobe wardrobe =
        (member, shift) -> {
          int turn = turns.set(member, turns.get(member) + 1);
          int device = Math.clamp(member - turn % 2, 0, devices.size() - 1);
          Person person = crew.members().get(member);
          int network = shift % 2 == 0 ? person.places().home() : proxies.get(member);
          return new Setting(network, devices.get(device), person.gear().card());
        };
    new Campaign(crew, TACTICS, wardrobe, production).run();
  }
}
