package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers that one key's state, or one task, gives the accounts it has met: from 0 on, in the
 * order in which they came. Not thread-safe.
 */
public final class LocalAccounts {

  private final List<AccountId> ids = new ArrayList<>();
  private final Map<AccountId, Integer> numbers = new HashMap<>();

  /** Nobody yet. */
  public LocalAccounts() {}

  /** The accounts that {@link #writeTo} wrote, under the same numbers. */
  public LocalAccounts(BlockReader in) throws IOException {
    for (int left = in.readCount(); left > 0; left--) {
      number(new AccountId(in.readText()));
    }
  }

  /** The number of an account, which gets the next if it is new. O(1) expected. */
  public int number(AccountId account) {
    return numbers.computeIfAbsent(
        account,
        met -> {
          ids.add(met);
          return ids.size() - 1;
        });
  }

  /** The account that has a number. */
  public AccountId id(int number) {
    return ids.get(number);
  }

  /** How many accounts there are. */
  public int size() {
    return ids.size();
  }

  /** Writes the accounts. O(accounts). */
  public void writeTo(BlockWriter out) throws IOException {
    out.putInt(ids.size());
    for (AccountId id : ids) {
      out.putText(id.value());
    }
  }
}
