package dev.ringwatch.kit.generate;

import java.util.List;

/** Own devices behind one crowded address of a carrier, co-acting within a minute or two. */
final class BehindCarrier implements Scheme {

  private static final Tactics TACTICS = new Tactics(11, 4, 0.8, 1, Tactics.Delay.seconds(25, 110));

  @Override
  public void perform(Crew crew, Production production) {
    Networks networks = production.ground().networks();
    List<Integer> carriers =
        production.population().carriers().stream()
            .filter(carrier -> networks.country(carrier) == crew.leader().places().country())
            .toList();
    int address = carriers.get(production.dice().below(carriers.size()));
    Wardrobe wardrobe =
        (member, shift) -> {
          Person.Gear gear = crew.members().get(member).gear();
          return new Setting(address, gear.main(), gear.card());
        };
    new Campaign(crew, TACTICS, wardrobe, production).run();
  }
}
