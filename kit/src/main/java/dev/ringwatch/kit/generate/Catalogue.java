package dev.ringwatch.kit.generate;

import dev.ringwatch.event.StableHash;
import java.util.Arrays;

/**
 * What there is on the platform to act on, by number: posts, products, and further posts that
 * appear while the world runs. Accounts as targets are negative numbers. Low numbers of posts and
 * products are popular; ids tell nothing about numbers. People of one community meet the same
 * things more often.
 */
final class Catalogue {

  /** An action without a target. */
  static final int NOTHING = Integer.MIN_VALUE;

  private static final int SELF_MADE = 1 << 30;
  private static final double WITHIN_COMMUNITY = 0.6;
  private static final int FRIENDS = 12;

  private final long key;
  private final int communities;
  private final int posts;
  private final int products;
  private final int[] creators;
  private final Popularity creatorRanks;
  private final Popularity postRanks;
  private final Popularity productRanks;
  private final Popularity communityRanks;
  private int[] freshOwners = new int[64];
  private int fresh;

  Catalogue(Dice dice, int accounts) {
    key = dice.fork("items").nextLong();
    communities = Math.max(5, accounts / 1500);
    posts = accounts + accounts / 2;
    products = Math.max(500, accounts / 3);
    creators = Arrays.copyOf(dice.fork("creators").permutation(accounts), accounts / 4);
    creatorRanks = new Popularity(creators.length);
    postRanks = new Popularity(posts);
    productRanks = new Popularity(products);
    communityRanks = new Popularity(posts / communities);
  }

  int communities() {
    return communities;
  }

  /** A post that somebody of a community comes across. */
  int post(int community, Dice dice) {
    if (dice.chance(WITHIN_COMMUNITY)) {
      return communityRanks.rank(dice.unit()) * communities + community;
    }
    return postRanks.rank(dice.unit());
  }

  /** A product that somebody comes across. */
  int product(Dice dice) {
    return posts + productRanks.rank(dice.unit());
  }

  /** Any post but the most popular, all alike. */
  int ordinaryPost(Dice dice) {
    return dice.between(posts / 200, posts - 1);
  }

  /** Any product but the most popular, all alike. */
  int ordinaryProduct(Dice dice) {
    return posts + dice.between(products / 100, products - 1);
  }

  /** An account that people follow, as a target. */
  int creator(Dice dice) {
    return account(creators[creatorRanks.rank(dice.unit())]);
  }

  /** Any account that people follow but the most popular, all alike, as a target. */
  int ordinaryCreator(Dice dice) {
    return account(creators[dice.between(creators.length / 100, creators.length - 1)]);
  }

  /** One of an account's dozen friends, as a target. */
  int friend(int account, Dice dice) {
    long bits = StableHash.mix(key + (long) FRIENDS * account + dice.below(FRIENDS));
    return account((int) (Dice.unit(bits) * 4 * creators.length));
  }

  /** An account as a target. */
  static int account(int account) {
    return ~account;
  }

  /** A new post by an account; only while the world is built. */
  int freshPost(int owner) {
    if (fresh == freshOwners.length) {
      freshOwners = Arrays.copyOf(freshOwners, 2 * fresh);
    }
    freshOwners[fresh] = owner;
    return posts + products + fresh++;
  }

  /** A new post by whoever acts. */
  static int selfMade(Dice dice) {
    return SELF_MADE + dice.below(SELF_MADE);
  }

  /** How many posts and products there are from the start. */
  int size() {
    return posts + products;
  }

  boolean product(int item) {
    return item >= posts && item < posts + products;
  }

  /** The account that owns a target; an actor owns what it makes. */
  int owner(int target, int actor) {
    if (target < 0) {
      return ~target;
    }
    if (target >= SELF_MADE) {
      return actor;
    }
    int ordinal = target - posts - products;
    if (ordinal >= 0) {
      return freshOwners[ordinal];
    }
    return creators[creatorRanks.rank(Dice.unit(StableHash.mix(~key + target)))];
  }
}
