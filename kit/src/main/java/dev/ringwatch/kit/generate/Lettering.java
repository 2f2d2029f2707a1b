package dev.ringwatch.kit.generate;

import dev.ringwatch.event.StableHash;

/** How ids are spelled. None tells anything about the number it stands for. Immutable. */
final class Lettering {

  private static final long MASK = (1L << 40) - 1;

  private final IdText accounts;
  private final IdText posts;
  private final IdText products;
  private final IdText cards;
  private final IdText sessions;
  private final long eventKey;

  Lettering(Dice dice) {
    accounts = new IdText("u", dice);
    posts = new IdText("post-", dice);
    products = new IdText("item-", dice);
    cards = new IdText("card-", dice);
    sessions = new IdText("s-", dice);
    eventKey = dice.fork("event ids").nextLong();
  }

  String account(int index) {
    return accounts.of(index);
  }

  String item(int item, boolean product) {
    return (product ? products : posts).of(item);
  }

  String card(int card) {
    return cards.of(card);
  }

  String session(int account, long number) {
    return sessions.of(StableHash.mix(StableHash.mix(account) + number) & MASK);
  }

  long eventKey() {
    return eventKey;
  }
}
