package dev.ringwatch.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.risk.Band;
import dev.ringwatch.risk.RiskScore;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvFilesTest {

  @Test
  void writesAccountsHighestRiskFirstThenById() {
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
  void keepsEveryIdAsItIs() {
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
  void writesOnlyTheHeaderWhenThereIsNothing() {
    assertThat(accounts()).hasLineCount(1).startsWith("account_id,");
  }

  @Test
  void writesRingsEdgesAndRejectedLines() throws IOException {
    StringWriter out = new StringWriter();
    try (RingsCsv rings = new RingsCsv(out)) {
      rings.row("R-1", "a", 88, "core");
    }
    try (EdgesCsv edges = new EdgesCsv(out)) {
      edges.row("a", "b", 0.51234, 1.23e-12, "device D1 (5+3 uses)|ip 10.0.0.1 (1+1 uses)");
    }
    try (RejectedCsv rejected = new RejectedCsv(out)) {
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

  private static String accounts(AccountFinal... accounts) {
    StringWriter out = new StringWriter();
    AccountsCsv.write(List.of(accounts), out);
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
