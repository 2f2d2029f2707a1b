package dev.ringwatch.kit.generate;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.StableHash;
import java.time.Instant;

/** Writes down what people do as events. One per playback; counts the events to name them. */
final class Scribe {

  private final World world;
  private final Lettering lettering;
  private long written;

  Scribe(World world) {
    this.world = world;
    this.lettering = world.lettering();
  }

  /** The scene of a session; the session number only has to differ from the account's others. */
  Scene scene(Person person, Setting setting, long sessionNumber) {
    Devices devices = world.ground().devices();
    Networks networks = world.ground().networks();
    int device = setting.device();
    return new Scene(
        networks.text(setting.network(), device < 0 ? ~person.index() : device),
        devices.text(device),
        devices.userAgent(device, person.index()),
        networks.country(setting.network()).name(),
        devices.platform(device, person.index()).source(),
        world.config().sessionIds() ? lettering.session(person.index(), sessionNumber) : null,
        setting.card());
  }

  /** The event of a deed. */
  Event write(Person person, long atMillis, Scene scene, Deed deed, boolean enforced) {
    Event.Builder event =
        Event.builder(person.id(), deed.action().label(), Instant.ofEpochMilli(atMillis))
            .id(IdText.ofBits(StableHash.mix(lettering.eventKey() + written++)))
            .ip(scene.ip())
            .device(scene.device())
            .session(scene.session())
            .outcome(deed.outcome())
            .enforced(enforced)
            .userAgent(scene.userAgent())
            .country(scene.country())
            .accountCreatedAt(person.passport().createdAt())
            .source(scene.source());
    if (deed.action() == Action.PURCHASE) {
      event.payment(lettering.card(scene.card()));
    }
    if (deed.target() != Catalogue.NOTHING) {
      aim(event, deed.target(), person);
    }
    return event.build();
  }

  private void aim(Event.Builder event, int target, Person person) {
    Catalogue catalogue = world.ground().catalogue();
    String owner = lettering.account(catalogue.owner(target, person.index()));
    String text = target < 0 ? owner : lettering.item(target, catalogue.product(target));
    event.target(text).targetOwner(owner);
  }
}
