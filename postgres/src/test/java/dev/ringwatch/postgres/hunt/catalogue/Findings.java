package dev.ringwatch.postgres.hunt.catalogue;

import dev.ringwatch.postgres.hunt.HuntAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a hunt found, as tests look at it.
 *
 * @param answer the answer
 */
record Findings(HuntAnswer answer) {

  boolean isEmpty() {
    return answer.rows().isEmpty();
  }

  int size() {
    return answer.rows().size();
  }

  /** The values of a column, from the worst row on, as text; null stands as "null". */
  List<String> column(String name) {
    List<String> values = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      values.add(String.valueOf(cell(row, name)));
    }
    return values;
  }

  /** A value. */
  @Nullable Object cell(int row, String name) {
    int column = answer.columns().indexOf(name);
    if (column < 0) {
      throw new IllegalArgumentException(name + " is none of " + answer.columns());
    }
    return answer.rows().get(row).get(column);
  }

  /** Rows as text, of some columns, with a blank between two. */
  List<String> rows(String... columns) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      List<String> cells = new ArrayList<>();
      for (String column : columns) {
        cells.add(String.valueOf(cell(row, column)));
      }
      rows.add(String.join(" ", cells));
    }
    return rows;
  }

  /** The accounts that the first rows are about, by their own column or in the list of a row. */
  Set<String> accounts(int rows) {
    Set<String> accounts = new LinkedHashSet<>();
    for (int row = 0; row < Math.min(rows, size()); row++) {
      if (answer.columns().contains("account_id")) {
        accounts.add(String.valueOf(cell(row, "account_id")));
      }
      if (answer.columns().contains("accounts") && cell(row, "accounts") instanceof List<?> list) {
        list.forEach(account -> accounts.add(String.valueOf(account)));
      }
    }
    return accounts;
  }

  /** All values of the first rows as text, and what lists have in them. */
  Set<String> values(int rows) {
    Set<String> values = new LinkedHashSet<>();
    for (List<@Nullable Object> row : answer.rows().subList(0, Math.min(rows, size()))) {
      for (Object value : row) {
        List<?> all = value instanceof List<?> list ? list : Collections.singletonList(value);
        all.forEach(one -> values.add(String.valueOf(one)));
      }
    }
    return values;
  }

  /** The accounts of all rows. */
  Set<String> accounts() {
    return accounts(size());
  }
}
