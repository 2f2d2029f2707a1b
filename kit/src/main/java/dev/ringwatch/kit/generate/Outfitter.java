package dev.ringwatch.kit.generate;

import java.util.ArrayList;
import java.util.List;

/** Gives everybody devices and payment cards; abusers have one of each to themselves. */
final class Outfitter {

  private static final double NO_DEVICE_ID = 0.33;
  private static final double UNKNOWN_DEVICE = 0.345;
  private static final double NIL_DEVICE = 0.355;
  private static final double FORGETFUL = 0.375;
  private static final double TWO_DEVICES = 0.11;
  private static final double FAMILY_DEVICE = 0.5;
  private static final double ONLY_FAMILY_DEVICE = 0.25;
  private static final double FAMILY_CARD = 0.5;
  private static final double NEW_PHONE_PER_DAY = 0.012;
  private static final int ACCOUNTS_PER_COLLISION = 25_000;

  private final Draft[] drafts;
  private final Ground ground;
  private final Dice dice;
  private final TrapLedger ledger;

  Outfitter(Draft[] drafts, Ground ground, Dice dice, TrapLedger ledger) {
    this.drafts = drafts;
    this.ground = ground;
    this.dice = dice;
    this.ledger = ledger;
  }

  void outfit() {
    for (Draft draft : drafts) {
      draft.main = draft.abuser ? ground.devices().add() : device();
      draft.second = draft.main;
      if (!draft.abuser && dice.chance(TWO_DEVICES)) {
        draft.second = ground.devices().add();
      }
    }
    ledger.entries(TrapKind.HOUSEHOLD).forEach(household -> share(household.members()));
    for (Draft draft : drafts) {
      replaceSometimes(draft);
    }
    noteDefaults();
  }

  private int device() {
    double place = dice.unit();
    if (place < NO_DEVICE_ID) {
      return Devices.NONE;
    }
    if (place < UNKNOWN_DEVICE) {
      return Devices.UNKNOWN;
    }
    if (place < NIL_DEVICE) {
      return Devices.NIL;
    }
    return place < FORGETFUL ? Devices.FORGETFUL : ground.devices().add();
  }

  private void share(List<Integer> household) {
    boolean sharesDevice = dice.chance(FAMILY_DEVICE);
    boolean sharesCard = dice.chance(FAMILY_CARD);
    int familyDevice = sharesDevice ? ground.devices().add() : Devices.NONE;
    int familyCard = household.getFirst();
    for (int index : household) {
      Draft draft = drafts[index];
      if (sharesDevice) {
        draft.second = familyDevice;
        draft.main = dice.chance(ONLY_FAMILY_DEVICE) ? familyDevice : draft.main;
      }
      if (sharesCard && dice.chance(0.8)) {
        draft.card = familyCard;
      }
    }
  }

  private void replaceSometimes(Draft draft) {
    draft.replacement = draft.main;
    double chance = Math.min(0.3, NEW_PHONE_PER_DAY * ground.period().days());
    if (!draft.abuser && draft.main >= 0 && dice.chance(chance)) {
      draft.replacement = ground.devices().add();
      draft.replacedAtMillis = ground.period().anyMoment(dice);
    }
  }

  private void noteDefaults() {
    for (int device : new int[] {Devices.NONE, Devices.UNKNOWN, Devices.NIL}) {
      List<Integer> members = new ArrayList<>();
      for (Draft draft : drafts) {
        if (draft.main == device) {
          members.add(draft.index);
        }
      }
      ledger.add(TrapKind.DEFAULT_DEVICE, members);
    }
  }

  /** Device ids that hundreds of unrelated accounts report. The innocents come in random order. */
  void collide(List<Integer> innocents) {
    int from = 0;
    for (int i = 0; i < Math.max(1, drafts.length / ACCOUNTS_PER_COLLISION); i++) {
      int size = (int) (Math.clamp(drafts.length / 100, 30, 500) * dice.uniform(0.6, 1.2));
      int device = ground.devices().add();
      List<Integer> members = new ArrayList<>();
      while (members.size() < size && from < innocents.size()) {
        Draft draft = drafts[innocents.get(from++)];
        if (draft.main >= 0 && draft.main == draft.second && draft.main == draft.replacement) {
          draft.main = device;
          draft.second = device;
          draft.replacement = device;
          members.add(draft.index);
        }
      }
      ledger.add(TrapKind.COLLIDING_DEVICE, members);
    }
  }
}
