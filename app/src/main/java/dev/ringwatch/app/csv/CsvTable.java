package dev.ringwatch.app.csv;

import dev.ringwatch.app.audit.AuditAction;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table that people see as a page and may have as a file: its name, its columns, and where its
 * rows come from. A bean of this type is all that it takes.
 *
 * @param name in the address and the file's name
 * @param forSettings whether only those may have it who may change settings
 * @param action what is recorded when somebody has it
 * @param columns from left to right
 * @param ask finds out which rows a request asks for
 * @param <T> what a row is made from
 */
public record CsvTable<T>(
    String name, boolean forSettings, AuditAction action, List<CsvColumn<T>> columns, Ask<T> ask) {

  /** Checks the name, and that no two columns have one. */
  public CsvTable {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    columns.forEach(column -> names.add(column.name()));
    if (!name.matches("[a-z-]+") || columns.isEmpty() || names.size() < columns.size()) {
      throw new IllegalArgumentException(
          "a table has a name of small letters and columns of different names, not "
              + name
              + " with "
              + columns.stream().map(CsvColumn::name).toList());
    }
  }

  /** A table for everybody who is signed in. */
  public static <T> CsvTable<T> of(
      String name, AuditAction action, List<CsvColumn<T>> columns, Ask<T> ask) {
    return new CsvTable<>(name, false, action, columns, ask);
  }

  /** The table, for administrators only. */
  public CsvTable<T> forAdministrators() {
    return new CsvTable<>(name, true, action, columns, ask);
  }

  /**
   * What finds out which rows are asked for.
   *
   * @param <T> what a row is made from
   */
  @FunctionalInterface
  public interface Ask<T> {

    /**
     * The rows of a request, whose parameters are those of the page that shows the table.
     *
     * @throws dev.ringwatch.app.paging.UnusableRequestException if it asks for what cannot be
     */
    CsvRows<T> of(HttpServletRequest request) throws SQLException, InterruptedException;
  }
}
