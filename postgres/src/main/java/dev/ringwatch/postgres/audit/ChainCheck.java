package dev.ringwatch.postgres.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the rows of an audit log once, in the order of their numbers, and finds what is
 * wrong. A row that is not what it was is named itself; those after it are held against what they
 * say that they follow, so that one change does not spoil the rest. Used by one thread.
 */
final class ChainCheck {

  /** So many findings are kept, the others are counted. */
  static final int MOST_FINDINGS = 1_000;

  private final Map<Long, List<Sha256>> noted = new HashMap<>();
  private final List<AuditFinding> findings = new ArrayList<>();
  private final TreeSet<Long> erased = new TreeSet<>();
  private final TreeSet<Long> saidErased = new TreeSet<>();
  private long rows;
  private long wrong;
  private AuditHead last = new AuditHead(0, Sha256.ZERO);

  /** What the next row must follow; null if the last row cannot be trusted to say. */
  private @Nullable Sha256 previous = Sha256.ZERO;

  /** A check against ends of the log that were noted at some time. */
  ChainCheck(Iterable<AuditHead> noted) {
    for (AuditHead head : noted) {
      this.noted.computeIfAbsent(head.seq(), seq -> new ArrayList<>()).add(head.hash());
    }
    // What was noted before there was anything says nothing.
    this.noted.remove(0L);
  }

  /** Takes the next row; numbers must rise. */
  void accept(AuditRow row) {
    rows++;
    if (row.seq() < 1) {
      found(AuditFinding.row(row.seq(), "was added: numbers begin with 1"));
      return;
    }
    checkPlace(row);
    boolean holds = checkRow(row);
    checkNoted(row);
    if (row.isErased()) {
      erased.add(row.seq());
    }
    if (holds && row.action().equals(AuditLog.ERASE)) {
      noteErased(row);
    }
    previous = holds ? row.hash() : null;
    last = row.head();
  }

  /** What was found, once all rows were taken and the table's head says where it ends. */
  AuditReport finish(AuditHead head) {
    checkEnd(head);
    noted.keySet().stream()
        .max(Long::compare)
        .filter(most -> most > last.seq())
        .ifPresent(most -> {
          if (most > head.seq()) {
            missing(
                Math.max(last.seq(), head.seq()) + 1, most, ": row " + most + " was noted once");
          }
        });
    for (long row : erased) {
      if (!saidErased.contains(row)) {
        found(AuditFinding.row(row, "is erased, and no row says that it was"));
      }
    }
    for (long row : saidErased) {
      if (!erased.contains(row)) {
        found(AuditFinding.row(row, "was erased, says a later row, and is not"));
      }
    }
    return new AuditReport(rows, erased.size(), last, findings, wrong);
  }

  private void checkPlace(AuditRow row) {
    long expected = last.seq() + 1;
    if (row.seq() > expected) {
      missing(expected, row.seq() - 1, "");
      previous = null;
    }
  }

  private boolean checkRow(AuditRow row) {
    if (!row.hashHolds()) {
      found(AuditFinding.row(row.seq(), "was changed: its hash is not that of what it says"));
      return false;
    }
    if (!row.plaintextHolds()) {
      found(
          AuditFinding.row(
              row.seq(), "was changed: its " + changedPart(row) + " not what it commits to"));
      return false;
    }
    if (previous != null && !previous.equals(row.previousHash())) {
      if (row.seq() == 1) {
        found(AuditFinding.row(1, "was replaced: it follows a row, and is the first"));
      } else {
        found(
            AuditFinding.row(
                row.seq() - 1, "was replaced: row " + row.seq() + " followed another"));
      }
    }
    return true;
  }

  private static String changedPart(AuditRow row) {
    return row.object().isErased() || row.object().holds(RowEncoding::object)
        ? "details are"
        : "object is";
  }

  private void checkNoted(AuditRow row) {
    for (Sha256 hash : noted.getOrDefault(row.seq(), List.of())) {
      if (!hash.equals(row.hash())) {
        found(
            new AuditFinding(
                1,
                row.seq(),
                "row "
                    + row.seq()
                    + " or one before it was replaced: its hash was noted as "
                    + hash));
      }
    }
  }

  private void checkEnd(AuditHead head) {
    if (head.seq() > last.seq()) {
      missing(last.seq() + 1, head.seq(), ": the log went on to row " + head.seq());
    } else if (head.seq() < last.seq()) {
      found(
          AuditFinding.rows(
              head.seq() + 1,
              last.seq(),
              "was added: the log ends before it",
              "were added: the log ends before them"));
    } else if (!head.hash().equals(last.hash())) {
      found(AuditFinding.row(last.seq(), "was replaced: the log ended with another"));
    }
  }

  private void noteErased(AuditRow row) {
    String said =
        row.details().plain().map(details -> details.get(AuditLog.ERASED_ROWS)).orElse("");
    if (said.isEmpty()) {
      return;
    }
    for (RowRanges.Range range : RowRanges.parse(said).ranges()) {
      for (long seq = range.from(); seq <= range.to(); seq++) {
        saidErased.add(seq);
      }
    }
  }

  private void missing(long from, long to, String why) {
    found(AuditFinding.rows(from, to, "is missing" + why, "are missing" + why));
  }

  private void found(AuditFinding finding) {
    wrong++;
    if (findings.size() < MOST_FINDINGS) {
      findings.add(finding);
    }
  }
}
