package dev.ringwatch.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** docs/schema.md against the catalogue of a database that has all migrations. */
class SchemaDocumentTest {

  private static final Path FILE = Path.of("../docs/schema.md");

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final Catalogue catalogue = new Catalogue(DATABASE.dataSource());

  @Test
  void saysWhatTheCatalogueSays() throws IOException, SQLException {
    String written = new SchemaDocument(catalogue).write();
    if ("yes".equals(System.getenv("RINGWATCH_WRITE_DOCS"))) {
      Files.writeString(FILE, written);
    }
    assertThat(FILE)
        .as("docs/schema.md is not what the database is; make it anew: %s", SchemaDocument.COMMAND)
        .hasContent(written);
  }

  @Test
  void namesEveryTableOnceUnderASubject() throws IOException, SQLException {
    assertThat(SchemaDocument.listed().stream().map(SchemaDocument.Listed::table).toList())
        .as("postgres/src/test/resources/schema/tables.txt")
        .containsExactlyInAnyOrderElementsOf(
            catalogue.tables().stream().map(List::getFirst).toList());
  }

  /** A table that nobody writes is one that nobody needs, or a hole in how uses are found. */
  @Test
  void findsWhoWritesEveryTable() throws IOException, SQLException {
    for (List<String> table : catalogue.tables()) {
      // Its one row comes with the migration that makes it.
      if (!table.getFirst().equals("log_identity")) {
        assertThat(TableUse.of(table.getFirst(), TableUse.sources()).writers())
            .as(table.getFirst())
            .isNotEmpty();
      }
    }
  }
}
