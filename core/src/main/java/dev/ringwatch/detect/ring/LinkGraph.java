package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;

/**
 * Accounts, the link keys they share, and the occasions on which they acted together, frozen at a
 * tick. Immutable and safe for threads. Accounts are numbered in the order of their ids, keys by
 * kind, hash and value, so that the same content gives the same graph in whatever order it was
 * added.
 *
 * <p>Memory: 16 bytes per account and kind, 24 per use of a shared key by an account, 60 per shared
 * key, 20 per occasion. Keys of one account are counted and not kept.
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

  /** How many static keys are shared by two accounts or more. */
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

  /** Starts a graph under a configuration, which says how many occasions are kept. */
  public static Builder builder(RingConfig config) {
    return new Builder(config);
  }

  /**
   * Collects a graph, in any order. Used by one thread. {@link #build} takes about a second for
   * 500,000 accounts with 1.5 million uses of keys.
   */
  public static final class Builder {

    private final AccountColumns.Builder accounts = new AccountColumns.Builder();
    private final KeyColumns.Builder keys = new KeyColumns.Builder();
    private final OccasionColumns.Builder occasions;

    private Builder(RingConfig config) {
      occasions = new OccasionColumns.Builder(config.coAction().maxOccasions());
    }

    /**
     * Adds an account, or to an account. Accounts that only keys name are in the graph too, with no
     * events.
     *
     * @param account the account
     * @param events how many events it has
     * @param actionsOnTargets how many of them name a target: what it puts into co-actions
     */
    public Builder account(AccountId account, int events, int actionsOnTargets) {
      accounts.add(account, events, actionsOnTargets);
      return this;
    }

    /** Adds a static key with all its accounts; each key once. O(accounts of the key). */
    public Builder key(KeyUsage usage) {
      keys.add(usage, accounts);
      return this;
    }

    /**
     * Adds a co-action key: its popularity, and everybody who acted on the target if they are few;
     * each key once.
     */
    public Builder key(CoActionUsage usage) {
      occasions.addKey(usage);
      keys.add(usage, accounts);
      return this;
    }

    /**
     * Adds one occasion of a pair on a co-action key, as told to a {@link CoActionSink}. O(1).
     *
     * @param usage the co-action key's state, which {@link #key(CoActionUsage)} adds as well
     * @param earlier the account that acted before
     * @param later the account that acted after
     * @param epochMillis when the later one acted
     * @param gapMillis how long after the earlier one
     */
    public Builder occasion(
        CoActionUsage usage, AccountId earlier, AccountId later, long epochMillis, int gapMillis) {
      occasions.add(
          usage, accounts.ordinal(earlier), accounts.ordinal(later), epochMillis, gapMillis);
      return this;
    }

    /** The graph of everything added. The builder must not be used afterwards. */
    public LinkGraph build() {
      int[] rank = accounts.rank();
      AccountColumns sortedAccounts = accounts.build(rank);
      return new LinkGraph(sortedAccounts, keys.build(rank), occasions.build(rank, sortedAccounts));
    }
  }
}
