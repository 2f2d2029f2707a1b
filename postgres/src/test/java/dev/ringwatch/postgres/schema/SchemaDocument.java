package dev.ringwatch.postgres.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes docs/schema.md from the catalogue of a database that has the schema. */
final class SchemaDocument {

  /** What makes the file anew. */
  static final String COMMAND =
      "RINGWATCH_WRITE_DOCS=yes ./mvnw test -pl core,kit,postgres -Dtest=SchemaDocumentTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  private static final String HEAD =
      """
      # Schema

      What the database holds, in PostgreSQL 18: made by the migrations in `postgres/src/main/resources/db/migration`. This page is written from the catalogue of
      a database that has them all; a test fails when it is not so any more, and this writes it anew:

      ```sh
      %s
      ```

      What "written by" and "read by" name are classes of the module `postgres`, found by the SQL in them; the upkeep of the server, through them, deletes what is
      old. Rows are rough. How much of the disk it takes: [operations.md](operations.md#disk). Nothing here is a contract but what [hunts](hunts.md) may read.
      In the diagrams a full line is a foreign key, and a dotted one a name: `raw_events` names accounts that have no row before they are scored. They show keys and what refers
      to something; the tables below them have all columns. A time is a `timestamptz`; a `score` is a `double precision` from 0 to 100.
      """
          .formatted(COMMAND);

  /** What names a row of another table that may be gone, or not there yet. */
  private static final Map<String, String> NAMED =
      Map.of("account_id", "accounts", "ring_id", "rings", "model_id", "models");

  private final Catalogue catalogue;
  private final Map<String, String> sources;
  private final StringBuilder text = new StringBuilder(HEAD);

  SchemaDocument(Catalogue catalogue) throws IOException {
    this.catalogue = catalogue;
    this.sources = TableUse.sources();
  }

  /** A table of the page. */
  record Listed(String subject, String table, String rows) {}

  /** All tables in the order of the page. */
  static List<Listed> listed() throws IOException {
    try (InputStream in = SchemaDocument.class.getResourceAsStream("/schema/tables.txt")) {
      String file = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      List<Listed> all = new ArrayList<>();
      for (String line : file.lines().filter(one -> !one.startsWith("#")).toList()) {
        String[] cells = line.split(" \\| ", -1);
        all.add(new Listed(cells[0], cells[1], cells[2]));
      }
      return all;
    }
  }

  String write() throws IOException, SQLException {
    Map<String, List<Listed>> subjects =
        listed().stream()
            .collect(
                Collectors.groupingBy(Listed::subject, LinkedHashMap::new, Collectors.toList()));
    Map<String, String> comments =
        catalogue.tables().stream().collect(Collectors.toMap(List::getFirst, List::getLast));
    for (Map.Entry<String, List<Listed>> subject : subjects.entrySet()) {
      text.append("\n## ").append(subject.getKey()).append("\n\n");
      diagram(subject.getValue().stream().map(Listed::table).toList());
      for (Listed table : subject.getValue()) {
        table(table, comments.getOrDefault(table.table(), ""));
      }
    }
    text.append("\n## Views\n\n| view | is |\n|---|---|\n");
    for (List<String> view : catalogue.views()) {
      row("`" + view.getFirst() + "`", view.getLast());
    }
    return text.toString();
  }

  /** Keys and what refers to what, of the tables of a subject and those that they refer to. */
  private void diagram(List<String> tables) throws SQLException {
    Set<String> edges = new LinkedHashSet<>();
    text.append("```mermaid\nerDiagram\n");
    for (String table : tables) {
      List<String> key = catalogue.key(table);
      Set<String> referring = new LinkedHashSet<>();
      for (List<String> reference : catalogue.references(table)) {
        referring.addAll(List.of(reference.getFirst().split(", ", -1)));
        edges.add(
            "  %s ||--o{ %s : %s"
                .formatted(reference.get(1), table, reference.getFirst().replace(", ", "_")));
      }
      text.append("  ").append(table).append(" {\n");
      for (List<String> column : catalogue.columns(table)) {
        String name = column.getFirst();
        String named = NAMED.get(name);
        if (named != null && !named.equals(table) && !referring.contains(name)) {
          edges.add("  %s ||..o{ %s : %s".formatted(named, table, name));
        }
        entry(column, key.contains(name), referring.contains(name), key.isEmpty());
      }
      text.append("  }\n");
    }
    edges.forEach(edge -> text.append(edge).append('\n'));
    text.append("```\n");
  }

  /** A column in a diagram, if it is of a key or refers to something, or if there is no key. */
  private void entry(List<String> column, boolean isKey, boolean refers, boolean all) {
    if (isKey || refers || all) {
      String type = type(column.get(1)).replaceAll("[^a-z0-9]+", "_").replaceAll("_$", "");
      String marks = isKey && refers ? " PK, FK" : isKey ? " PK" : refers ? " FK" : "";
      text.append("    " + type + " " + column.getFirst() + marks + "\n");
    }
  }

  private void table(Listed table, String comment) throws SQLException {
    TableUse use = TableUse.of(table.table(), sources);
    text.append("\n### ").append(table.table()).append("\n\n").append(comment).append("\n\n");
    text.append("- Rows: ").append(table.rows()).append(".\n");
    text.append("- Written by ").append(TableUse.words(use.writers()));
    text.append("; read by ").append(TableUse.words(use.readers())).append(".\n\n");
    text.append("| column | type | null | default | is |\n|---|---|---|---|---|\n");
    for (List<String> column : catalogue.columns(table.table())) {
      row(
          "`" + column.get(0) + "`",
          type(column.get(1)),
          column.get(2),
          column.get(3).isEmpty() ? "" : code(column.get(3)),
          column.get(4));
    }
    indexes(table.table());
    constraints(table.table());
  }

  private static String type(String type) {
    return type.replace("timestamp with time zone", "timestamptz");
  }

  private void indexes(String table) throws SQLException {
    List<List<String>> indexes = catalogue.indexes(table);
    if (!indexes.isEmpty()) {
      text.append("\n| index | | on | answers |\n|---|---|---|---|\n");
    }
    for (List<String> index : indexes) {
      row("`" + index.get(0) + "`", index.get(1), code(index.get(2)), index.get(3));
    }
  }

  private void constraints(String table) throws SQLException {
    List<String> all = new ArrayList<>();
    catalogue.references(table).forEach(reference -> all.add(reference.getLast()));
    catalogue.checks(table).forEach(check -> all.add(check.getFirst()));
    if (!all.isEmpty()) {
      text.append('\n');
      all.forEach(one -> text.append("- ").append(code(one)).append('\n'));
    }
  }

  private static String code(String sql) {
    return "`" + sql.replace('\n', ' ') + "`";
  }

  private void row(String... cells) {
    for (String cell : cells) {
      text.append("| ").append(cell.replace("|", "\\|").strip()).append(' ');
    }
    text.append("|\n");
  }
}
