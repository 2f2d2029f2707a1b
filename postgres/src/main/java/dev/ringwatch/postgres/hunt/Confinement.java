package dev.ringwatch.postgres.hunt;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the role of hunts may, asked by itself before each hunt: an administrator may have granted
 * it more, and not everybody can take from everybody what PostgreSQL gives everybody.
 *
 * @param faults what no hunt may run with
 * @param laxities what a hunt of Ringwatch's own makes no use of, and one of a team's might
 * @param missing columns that hunts read and the role may not
 */
record Confinement(List<String> faults, List<String> laxities, List<String> missing) {

  private static final String ALL_TABLES =
      "SELECT string_agg(c.relname, ', ' ORDER BY c.relname COLLATE \"C\") FROM pg_class c"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')";

  private static final String LISTED_COLUMNS =
      "SELECT string_agg(c.relname || '.' || a.attname, ', '"
          + " ORDER BY c.relname COLLATE \"C\", a.attnum) FROM pg_class c"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
          + (" WHERE n.nspname = 'public' AND c.relname IN (" + HuntTables.quotedNames() + ")");

  /** Whether a column is one that hunts read. */
  private static final String GRANTED =
      ("c.relname NOT IN (" + HuntTables.quotedNamesOfParts() + ")")
          + (" OR c.relname || '.' || a.attname IN (" + HuntTables.quotedColumns() + ")");

  private static final String QUESTION =
      "SELECT (SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
          + " FROM pg_roles WHERE rolname = current_user) AS powerful,"
          + " EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member"
          + " WHERE r.rolname = current_user) AS member,"
          + (" (" + ALL_TABLES + " AND n.nspname NOT IN ('pg_catalog', 'information_schema')")
          + " AND (has_table_privilege(c.oid, 'DELETE, TRUNCATE')"
          + " OR has_any_column_privilege(c.oid, 'INSERT, UPDATE'))) AS writable,"
          + (" (" + ALL_TABLES + " AND n.nspname = 'public' AND NOT c.relispartition")
          + (" AND c.relname NOT IN (" + HuntTables.quotedNames() + ")")
          + " AND has_any_column_privilege(c.oid, 'SELECT')) AS readable,"
          + (" (" + LISTED_COLUMNS + " AND NOT (" + GRANTED + ")")
          + " AND has_column_privilege(c.oid, a.attnum, 'SELECT')) AS columns,"
          + (" (" + LISTED_COLUMNS + " AND (" + GRANTED + ")")
          + " AND NOT has_column_privilege(c.oid, a.attnum, 'SELECT')) AS missing,"
          + " has_schema_privilege('public', 'CREATE') AS creates,"
          + " has_database_privilege(current_database(), 'TEMP') AS keeps,"
          + " current_setting('temp_file_limit') = '-1' AS fills,"
          + " (SELECT min(p.proname::text COLLATE \"C\") FROM pg_proc p"
          + (" WHERE p.oid IN (" + ForbiddenCalls.oids() + ")")
          + " AND has_function_privilege(p.oid, 'EXECUTE')) AS calls";

  /** What the role of a connection may. */
  static Confinement of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUESTION)) {
      row.next();
      List<String> faults = new ArrayList<>();
      add(faults, row.getBoolean("powerful"), "is more than a plain role");
      add(faults, row.getBoolean("member"), "belongs to another role");
      add(faults, row.getString("writable"), "may write to ");
      add(faults, row.getString("readable"), "may read ");
      add(faults, row.getString("columns"), "may read ");
      add(faults, row.getBoolean("creates"), "may make tables in the schema public");
      List<String> laxities = new ArrayList<>();
      add(laxities, row.getBoolean("keeps"), "may make temporary tables");
      add(laxities, row.getBoolean("fills"), "has no temp_file_limit");
      add(laxities, row.getString("calls"), "may call functions such as ");
      List<String> missing = new ArrayList<>();
      add(missing, row.getString("missing"), "");
      return new Confinement(faults, laxities, missing);
    }
  }

  private static void add(List<String> sentences, boolean so, String sentence) {
    if (so) {
      sentences.add(sentence);
    }
  }

  private static void add(List<String> sentences, @Nullable String what, String sentence) {
    add(sentences, what != null, sentence + what);
  }

  /**
   * Lets a hunt run, or says why it may not.
   *
   * @throws HuntsUnavailableException if it may not
   */
  void check(Hunt hunt) {
    if (!faults.isEmpty()) {
      throw new HuntsUnavailableException(
          "no hunt runs, because its role in the database "
              + String.join(", ", faults)
              + ": docs/hunts.md says what it may");
    }
    if (hunt.isOwn() && !laxities.isEmpty()) {
      throw new HuntsUnavailableException(
          "no hunt of the directory runs, because its role in the database "
              + String.join(", ", laxities)
              + ": docs/hunts.md says how it is made");
    }
  }
}
