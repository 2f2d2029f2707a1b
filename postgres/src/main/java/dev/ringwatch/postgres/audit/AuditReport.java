package dev.ringwatch.postgres.audit;

import java.util.List;

/**
 * What a look at the whole audit log found.
 *
 * @param rows how many rows it has
 * @param erased how many of them are erased
 * @param last the last of them
 * @param findings what is wrong, by row, the first {@link ChainCheck#MOST_FINDINGS} of it; empty if
 *     all is well
 * @param wrong how much is wrong
 */
public record AuditReport(
    long rows, long erased, AuditHead last, List<AuditFinding> findings, long wrong) {

  /** Copies the findings. */
  public AuditReport {
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. */
  public boolean isWhole() {
    return wrong == 0;
  }
}
