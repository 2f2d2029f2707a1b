package dev.ringwatch.postgres.audit;

/**
 * Something that is wrong with the audit log.
 *
 * @param firstRow the number of the row that it is about
 * @param lastRow the last row's number, if it is about several
 * @param what a sentence that names them
 */
public record AuditFinding(long firstRow, long lastRow, String what) {

  static AuditFinding row(long seq, String what) {
    return new AuditFinding(seq, seq, "row " + seq + " " + what);
  }

  static AuditFinding rows(long from, long to, String one, String many) {
    return from == to
        ? row(from, one)
        : new AuditFinding(from, to, "rows " + from + " to " + to + " " + many);
  }
}
