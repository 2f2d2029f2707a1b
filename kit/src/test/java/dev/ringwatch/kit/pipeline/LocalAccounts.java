package dev.ringwatch.kit.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers that one key's state, or one task, gives the accounts it has met. */
final class LocalAccounts {

  private final List<AccountId> ids = new ArrayList<>();
  private final Map<AccountId, Integer> numbers = new HashMap<>();

  int number(AccountId account) {
    return numbers.computeIfAbsent(
        account,
        met -> {
          ids.add(met);
          return ids.size() - 1;
        });
  }

  AccountId id(int number) {
    return ids.get(number);
  }

  void writeTo(BlockWriter out) throws IOException {
    out.putInt(ids.size());
    for (AccountId id : ids) {
      Wire.write(id, out);
    }
  }

  static LocalAccounts read(BlockReader in) throws IOException {
    LocalAccounts accounts = new LocalAccounts();
    for (int left = in.readCount(); left > 0; left--) {
      accounts.number(Wire.readAccount(in));
    }
    return accounts;
  }
}
