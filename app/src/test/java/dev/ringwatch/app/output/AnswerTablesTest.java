package dev.ringwatch.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.ringwatch.app.parquet.DuckDb;
import dev.ringwatch.app.parquet.ParquetTable;
import dev.ringwatch.app.parquet.TypedColumn;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.ingest.FieldSink;
import dev.ringwatch.ingest.TableCursor;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.risk.Band;
import dev.ringwatch.risk.RiskScore;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTablesTest {

  @TempDir private Path folder;

  @Test
  void writesAccountsHighestRiskFirstThenById() throws IOException {
    assertThat(accounts(account("c", 12, null), account("b", 72.5, "R-1"), account("a", 12, null)))
        .isEqualTo(
            """
            account_id,risk_score,band,anomaly_score,ring_id,ring_score,events,reasons
            b,72.5,high,51.0,R-1,88.0,17,device_sharing_max:+73.0;account_age_days:-0.5
            a,12.0,low,51.0,,0.0,17,device_sharing_max:+12.5;account_age_days:-0.5
            c,12.0,low,51.0,,0.0,17,device_sharing_max:+12.5;account_age_days:-0.5
            """);
  }

  @Test
  void keepsEveryIdAsItIs() throws IOException {
    List<String> ids =
        List.of("=1+1", "@SUM(A1)", "-2", "+3", "a,b", "q\"uote", "line\nbreak", "\r", " x ", "#c");
    AccountFinal[] accounts =
        ids.stream().map(id -> account(id, 50, null)).toArray(AccountFinal[]::new);

    List<String> read =
        CsvReader.builder().ofCsvRecord(accounts(accounts)).stream()
            .skip(1)
            .map(row -> row.getField(0))
            .toList();

    assertThat(read).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void writesOnlyTheHeaderWhenThereIsNothing() throws IOException {
    assertThat(accounts()).hasLineCount(1).startsWith("account_id,");
  }

  @Test
  void writesRingsEdgesAndRejectedLines() throws IOException {
    StringWriter out = new StringWriter();
    try (AnswerTable rings = new CsvAnswers(out, RingsTable.COLUMNS)) {
      RingsTable.row("R-1", "a", 88, "core", rings);
    }
    try (AnswerTable edges = new CsvAnswers(out, EdgesTable.COLUMNS)) {
      String evidence = "device D1 (5+3 uses)|ip 10.0.0.1 (1+1 uses)";
      EdgesTable.row("a", "b", 0.51234, 1.23e-12, evidence, edges);
    }
    try (RejectedTable rejected = new RejectedTable(new CsvAnswers(out, RejectedTable.COLUMNS))) {
      rejected.row("17", "no account_id", "a \"b\",c");
    }
    assertThat(out.toString())
        .isEqualTo(
            """
            ring_id,account_id,ring_score,role
            R-1,a,88.0,core
            account_a,account_b,weight,p_value,evidence
            a,b,0.5123,1.2e-12,device D1 (5+3 uses)|ip 10.0.0.1 (1+1 uses)
            line,reason,text
            17,no account_id,"a ""b"",c"
            """);
  }

  @Test
  void writesTheSameIntoParquet() throws IOException, SQLException {
    try (AnswerTable accounts = parquet("accounts", AccountsTable.COLUMNS)) {
      AccountsTable.write(
          List.of(account("c", 12.04, null), account("größer", 72.5, "R-1")), accounts);
    }
    assertThat(DuckDb.query("SELECT * FROM '%s'".formatted(file("accounts"))))
        .containsExactly(
            "größer,72.5,high,51.0,R-1,88.0,17,device_sharing_max:+73.0;account_age_days:-0.5",
            "c,12.0,low,51.0,NULL,0.0,17,device_sharing_max:+12.5;account_age_days:-0.5");
    assertThat(
            DuckDb.query(
                "SELECT name, type, converted_type FROM parquet_schema('%s')"
                    .formatted(file("accounts"))))
        .containsExactly(
            "schema,NULL,NULL",
            "account_id,BYTE_ARRAY,UTF8",
            "risk_score,DOUBLE,NULL",
            "band,BYTE_ARRAY,UTF8",
            "anomaly_score,DOUBLE,NULL",
            "ring_id,BYTE_ARRAY,UTF8",
            "ring_score,DOUBLE,NULL",
            "events,INT64,NULL",
            "reasons,BYTE_ARRAY,UTF8");
  }

  @Test
  void readsBackEveryValueOfManyRowGroups() throws IOException, SQLException {
    int count = 200_000;
    try (AnswerTable edges = parquet("edges", EdgesTable.COLUMNS)) {
      for (int i = 0; i < count; i++) {
        EdgesTable.row("a" + i, "b" + i % 7, i / 3.0, 1e-300 * i, i % 3 == 0 ? "" : "e" + i, edges);
      }
    }
    assertThat(
            DuckDb.query(
                """
                SELECT count(*), count(*) FILTER (
                  account_a = 'a' || i AND account_b = 'b' || i %% 7 AND weight = i / 3.0::DOUBLE
                  AND p_value = 1e-300::DOUBLE * i
                  AND evidence IS NOT DISTINCT FROM CASE WHEN i %% 3 > 0 THEN 'e' || i END)
                FROM (SELECT *, file_row_number AS i FROM read_parquet('%s', file_row_number = true))\
                """
                    .formatted(file("edges"))))
        .containsExactly("200000,200000");
    try (TableCursor cursor = ParquetTable.open(file("edges"), read -> {}).open(new int[] {0, 4})) {
      for (int i = 0; i < count; i++) {
        StringBuilder text = new StringBuilder();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.read(0, into(text))).isTrue();
        assertThat(cursor.read(1, into(text))).isEqualTo(i % 3 != 0);
        assertThat(text).hasToString("a" + i + (i % 3 == 0 ? "" : "e" + i));
      }
      assertThat(cursor.next()).isFalse();
    }
  }

  @Test
  void writesAParquetFileWithoutRows() throws IOException, SQLException {
    parquet("rings", RingsTable.COLUMNS).close();
    assertThat(DuckDb.query("SELECT count(*) FROM '%s'".formatted(file("rings"))))
        .containsExactly("0");
    assertThat(ParquetTable.open(file("rings"), read -> {}).columns())
        .containsExactly("ring_id", "account_id", "ring_score", "role");
  }

  private AnswerTable parquet(String name, List<TypedColumn> columns) throws IOException {
    return AnswerFormat.PARQUET.open(folder, name, columns, "test");
  }

  private Path file(String name) {
    return folder.resolve(name + ".parquet");
  }

  private static FieldSink into(StringBuilder text) {
    return new FieldSink() {
      @Override
      public void utf8(byte[] bytes, int from, int to) {
        text.append(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      }

      @Override
      public void integer(long value) {
        text.append(value);
      }
    };
  }

  private static String accounts(AccountFinal... accounts) throws IOException {
    StringWriter out = new StringWriter();
    try (AnswerTable table = new CsvAnswers(out, AccountsTable.COLUMNS)) {
      AccountsTable.write(List.of(accounts), table);
    }
    return out.toString();
  }

  private static AccountFinal account(String id, double risk, @Nullable String ring) {
    List<Reason> reasons =
        List.of(
            new Reason("device_sharing_max", risk + 0.5, "shared"),
            new Reason("account_age_days", -0.5, "old"));
    Band band = risk >= 70 ? Band.HIGH : risk >= 40 ? Band.MEDIUM : Band.LOW;
    RiskScore score = new RiskScore(new AccountId(id), risk, band, reasons);
    return new AccountFinal(score, 51, ring, ring == null ? 0 : 88, 17);
  }
}
