package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKeyKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Accounts, the link keys they share, and the occasions on which they acted together, frozen at a
 * tick. Immutable and safe for threads. Accounts are numbered in the order of their ids, keys by
 * kind and {@link KeyRows#order}, so that the same content gives the same graph in whatever order
 * it was added.
 *
 * <p>Memory: 4 bytes per account, 16 per account and kind, 24 per use of a shared key by an
 * account, 60 per shared key, 20 per occasion. Keys of one account are counted and not kept.
 */
public final class LinkGraph {

  private final AccountColumns accounts;
  private final KeyColumns keys;
  private final OccasionColumns occasions;

  private LinkGraph(AccountColumns accounts, KeyColumns keys, OccasionColumns occasions) {
    this.accounts = accounts;
    this.keys = keys;
    this.occasions = occasions;
  }

  /** How many accounts there are; their indexes run from 0 to one less. */
  public int accounts() {
    return accounts.size();
  }

  /** The account at an index, in the order of ids. */
  public AccountId account(int index) {
    return accounts.id(index);
  }

  /** The index of an account, or a negative number if it is not in the graph. O(log accounts). */
  public int indexOf(AccountId account) {
    return accounts.indexOf(account);
  }

  /** The number, in the tables that the graph was made from, of the account at an index. */
  public int number(int index) {
    return accounts.number(index);
  }

  /** How many static keys and targets are shared by two accounts or more. */
  public int sharedKeys() {
    return keys.size();
  }

  /** How many co-action occasions are kept. */
  public int occasions() {
    return occasions.size();
  }

  /**
   * How many co-action occasions were shed to stay within the configured memory, the widest gaps
   * first.
   */
  public long shedOccasions() {
    return occasions.shed();
  }

  AccountColumns accountColumns() {
    return accounts;
  }

  KeyColumns keyColumns() {
    return keys;
  }

  OccasionColumns occasionColumns() {
    return occasions;
  }

  /** Starts a graph under a configuration, which says which kinds and how many occasions it has. */
  public static Builder builder(RingConfig config) {
    return new Builder(config);
  }

  /**
   * Collects a graph, in any order. The tables must stay as they are for as long as the graph is
   * used: it reads the values of keys there. Used by one thread; {@link #build} works on all
   * processors and takes O(n) in all rows of the tables.
   */
  public static final class Builder {

    private final int maxOccasions;
    private final AccountColumns.Builder accounts = new AccountColumns.Builder();
    private final KeyCollector keys;
    private List<CoActionUsages> coActions = List.of();
    private Occasions occasions = new Occasions(1);

    private final List<Lost> lost = new ArrayList<>();

    private record Lost(int number, int staticKind, int count) {}

    private Builder(RingConfig config) {
      maxOccasions = config.coAction().maxOccasions();
      keys = new KeyCollector(config.kindsWithRoom().size());
    }

    /**
     * Adds an account, or to an account. Every account that a key names must be there.
     *
     * @param number the account's number in the tables
     * @param account the account
     * @param actionsOnTargets how many of its events name a target: what it puts into co-actions
     */
    public Builder account(int number, AccountId account, int actionsOnTargets) {
      accounts.add(number, account, actionsOnTargets);
      return this;
    }

    /**
     * Adds to an account keys that are in no table: it is as busy as if they were there.
     *
     * @param number the account's number in the tables
     * @param count how many keys that it alone had
     */
    public Builder lostKeys(int number, LinkKeyKind kind, int count) {
      if (count > 0) {
        lost.add(new Lost(number, LinkKeys.index(kind), count));
      }
      return this;
    }

    /** Adds all keys of a table; each key must be in one table only. */
    public Builder keys(KeyUsages table) {
      keys.add(table);
      return this;
    }

    /**
     * Sets the co-action keys and their occasions.
     *
     * @param tables the tables; each key must be in one of them only
     * @param told the occasions; of n tables, number k * n + t names key k of table t
     */
    public Builder coActions(List<CoActionUsages> tables, Occasions told) {
      coActions = List.copyOf(tables);
      keys.add(coActions);
      occasions = told;
      return this;
    }

    /** The graph of everything added. The builder must not be used afterwards. */
    public LinkGraph build() {
      return build(new SearchMemory());
    }

    /**
     * The same by what the graph before left, which makes it cost less and changes nothing else.
     *
     * @param memory what the search before left, and where this one leaves what it found out
     */
    public LinkGraph build(SearchMemory memory) {
      int[] rank = accounts.rank();
      int count = Math.toIntExact(Arrays.stream(rank).filter(place -> place >= 0).count());
      int[][] degrees = keys.degrees(rank, count);
      lost.forEach(of -> degrees[of.staticKind][rank[of.number]] += of.count);
      AccountColumns sorted = accounts.build(rank, degrees);
      var byPair = new OccasionCollector(coActions, occasions, maxOccasions);
      return new LinkGraph(
          sorted, keys.build(rank, count), byPair.build(rank, sorted, memory.occasions()));
    }
  }
}
