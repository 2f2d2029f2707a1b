package dev.ringwatch.app.output;

import dev.ringwatch.app.parquet.TypedColumn;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.pipeline.AccountFinal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The tables of answers in a folder, in one format.
 *
 * @param folder where they are written
 * @param format how
 * @param writtenBy the program and its version, for formats that say it
 */
public record AnswerFiles(Path folder, AnswerFormat format, String writtenBy) {

  /** Writes {@code accounts}. */
  public void writeAccounts(List<AccountFinal> accounts) throws IOException {
    try (AnswerTable table = open(AccountsTable.NAME, AccountsTable.COLUMNS)) {
      AccountsTable.write(accounts, table);
    }
  }

  /** Writes {@code rings} and {@code edges}. */
  public void writeRings(RingFindings findings) throws IOException {
    try (AnswerTable table = open(RingsTable.NAME, RingsTable.COLUMNS)) {
      RingsTable.write(findings.rings(), table);
    }
    try (AnswerTable table = open(EdgesTable.NAME, EdgesTable.COLUMNS)) {
      EdgesTable.write(findings.edges(), table);
    }
  }

  /** Begins {@code rejected}. */
  public RejectedTable beginRejected() throws IOException {
    return new RejectedTable(open(RejectedTable.NAME, RejectedTable.COLUMNS));
  }

  private AnswerTable open(String name, List<TypedColumn> columns) throws IOException {
    return format.open(folder, name, columns, writtenBy);
  }
}
