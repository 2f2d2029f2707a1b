package dev.ringwatch.postgres.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowEncodingTest {

  private static final AuditEntry ENTRY =
      new AuditEntry(
          new AuditActor(AuditActor.Kind.API_KEY, "7"),
          "account.look",
          AuditObject.account("zoë"),
          "done",
          "req",
          Map.of("b", "2", "ä", "3", "a", "1"));

  private static AuditRow row() {
    byte[] salt = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    AuditHead before = new AuditHead(41, Sha256.digest(new byte[0]));
    return AuditRow.after(before, Instant.parse("2026-11-26T12:00:00.123456Z"), ENTRY, () -> salt);
  }

  /** The format is a contract: these were computed outside, after docs/audit.md. */
  @Test
  void hashesTheBytesThatTheDocumentationNames() {
    assertThat(row().object().commitment())
        .hasToString("e0dd719c216bbf74818322ef4853e74ee0e2d566f8e4e77ad3c69b0ffe922728");
    assertThat(row().details().commitment())
        .hasToString("2a3259c9ce9ae168480b5b92f800dcdef51f5797fec4c24707edc225c0d0d8bf");
    assertThat(row().hash())
        .hasToString("b9d83765eaf722ebb41779feb820c1bf48142dadc4331fe92f3207abd37c5fa3");
  }

  @Test
  void readsAHeadAsItWasSaid() {
    AuditHead head = row().head();
    assertThat(AuditHead.parse(head.toString())).isEqualTo(head);
    assertThatThrownBy(() -> AuditHead.parse("1:abc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a head is NUMBER:HASH, not '1:abc'");
  }

  @Test
  void readsRangesAsTheyWereSaid() {
    RowRanges ranges = RowRanges.of(List.of(1L, 2L, 3L, 7L, 9L, 10L));
    assertThat(ranges).hasToString("1-3,7,9-10");
    assertThat(RowRanges.parse("1-3,7,9-10")).isEqualTo(ranges);
    assertThatThrownBy(() -> RowRanges.parse("1-")).isInstanceOf(IllegalArgumentException.class);
  }
}
