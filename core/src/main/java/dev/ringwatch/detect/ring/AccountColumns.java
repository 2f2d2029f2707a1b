package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The accounts of a graph in the order of their ids, and how busy each is. */
final class AccountColumns {

  /** How many times the median one account may count. */
  private static final int MOST_TIMES = 20;

  private final AccountId[] ids;
  private final int[] numbers;
  private final int[] actions;

  /** By static kind, then account: the number of distinct keys. */
  private final int[][] degrees;

  private final long[] incidences;
  private final long totalActions;

  private AccountColumns(AccountId[] ids, int[] numbers, int[] actions, int[][] degrees) {
    this.ids = ids;
    this.numbers = numbers;
    this.actions = actions;
    this.degrees = degrees;
    incidences = Arrays.stream(degrees).mapToLong(AccountColumns::robustSum).toArray();
    totalActions = robustSum(actions);
  }

  /**
   * A sum in which no count has more weight than some times the median of those that are not 0: the
   * more there is of everything, the less is it by chance that two share something, and nobody
   * alone shall make it more. Never above the sum. O(n log n).
   */
  static long robustSum(int[] counts) {
    int[] sorted = Arrays.stream(counts).filter(count -> count > 0).sorted().toArray();
    if (sorted.length == 0) {
      return 0;
    }
    long most = (long) MOST_TIMES * sorted[sorted.length / 2];
    return Arrays.stream(sorted).mapToLong(count -> Math.min(count, most)).sum();
  }

  int size() {
    return ids.length;
  }

  /** Of how many static kinds there are degrees, the first of {@link LinkKeys#STATIC}. */
  int kinds() {
    return degrees.length;
  }

  AccountId id(int account) {
    return ids[account];
  }

  /** The account's number in the tables. */
  int number(int account) {
    return numbers[account];
  }

  int indexOf(AccountId account) {
    return Arrays.binarySearch(ids, account);
  }

  /** How many of the account's events name a target. */
  int actions(int account) {
    return actions[account];
  }

  /** How many distinct keys of a static kind the account used, shared or not. */
  int degree(int staticKind, int account) {
    return degrees[staticKind][account];
  }

  /** The sum of the degrees of a static kind, a {@link #robustSum}. */
  long incidences(int staticKind) {
    return incidences[staticKind];
  }

  /** The number of actions on targets by all accounts, a {@link #robustSum}. */
  long totalActions() {
    return totalActions;
  }

  /** Collects accounts by number, in any order. */
  static final class Builder {
    private @Nullable AccountId[] ids = new AccountId[64];
    private int[] actions = new int[64];
    private int end;

    void add(int number, AccountId account, int moreActions) {
      if (moreActions < 0) {
        throw new IllegalArgumentException("actions must not be negative: " + moreActions);
      }
      if (number >= ids.length) {
        int larger = Math.max(number + 1, 2 * ids.length);
        ids = Arrays.copyOf(ids, larger);
        actions = Arrays.copyOf(actions, larger);
      }
      end = Math.max(end, number + 1);
      ids[number] = account;
      actions[number] += moreActions;
    }

    /** From an account's number to its place in the order of ids; -1 for a number of none. */
    int[] rank() {
      int[] numbers = new int[end];
      AccountId[] known = new AccountId[end];
      int count = 0;
      for (int number = 0; number < end; number++) {
        AccountId id = ids[number];
        if (id != null) {
          numbers[count] = number;
          known[count++] = id;
        }
      }
      int[] order = AccountOrder.of(Arrays.copyOf(known, count));
      int[] rank = new int[end];
      Arrays.fill(rank, -1);
      for (int place = 0; place < count; place++) {
        rank[numbers[order[place]]] = place;
      }
      return rank;
    }

    /**
     * The accounts in order.
     *
     * @param degrees by static kind, then place: the number of distinct keys
     */
    AccountColumns build(int[] rank, int[][] degrees) {
      int count = degrees[0].length;
      var sortedIds = new AccountId[count];
      var numbers = new int[count];
      var sortedActions = new int[count];
      for (int number = 0; number < rank.length; number++) {
        AccountId id = ids[number];
        if (id != null) {
          sortedIds[rank[number]] = id;
          numbers[rank[number]] = number;
          sortedActions[rank[number]] = actions[number];
        }
      }
      return new AccountColumns(sortedIds, numbers, sortedActions, degrees);
    }
  }
}
