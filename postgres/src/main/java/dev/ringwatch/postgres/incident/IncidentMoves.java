package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.Move;
import dev.ringwatch.alert.Standing;
import dev.ringwatch.alert.SuppressionCause;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes moves of incidents in one transaction, with what is to be told or noted of them. */
final class IncidentMoves {

  private static final int MOST_REASONS = 20;
  private static final int MOST_MEMBERS = 20;

  private final IncidentRows rows;
  private final Told told;
  private final List<Suppression.Note> untold = new ArrayList<>();

  IncidentMoves(IncidentRows rows, Told told) {
    this.rows = rows;
    this.told = told;
  }

  /**
   * Makes a move.
   *
   * @param standing how the newest incident of the matter stands; null if there was none
   */
  void make(@Nullable Standing standing, Move move, Evidence evidence) throws SQLException {
    switch (move) {
      case Move.Open(boolean reopened) -> open(reopened ? standing : null, evidence);
      case Move.Suppress(SuppressionCause cause) ->
          untold.add(Suppression.Note.unopened(evidence.dedupKey(), cause, evidence.score()));
      case Move.Gather(boolean escalated) -> {
        if (rows.gather(known(standing), evidence) && escalated) {
          tell(known(standing).incident(), IncidentChange.ESCALATED, evidence);
        }
      }
      case Move.Withdraw withdraw -> {
        if (rows.withdraw(known(standing), evidence)) {
          tell(known(standing).incident(), IncidentChange.WITHDRAWN, evidence);
        }
      }
      case Move.Settle(SuppressionCause cause) -> {
        if (rows.settle(known(standing), evidence, cause)) {
          tell(known(standing).incident(), IncidentChange.RESOLVED, evidence);
        }
      }
      case Move.End end -> {
        if (rows.end(known(standing), evidence)) {
          tell(known(standing).incident(), IncidentChange.RESOLVED, evidence);
        }
      }
      case Move.Clear clear -> rows.clear(known(standing), evidence);
    }
  }

  private static Standing known(@Nullable Standing standing) {
    return Objects.requireNonNull(standing, "what moves is there");
  }

  private void open(@Nullable Standing before, Evidence evidence) throws SQLException {
    OptionalLong id = rows.open(evidence, before);
    if (id.isPresent()) {
      IncidentChange change = before == null ? IncidentChange.OPENED : IncidentChange.REOPENED;
      tell(id.getAsLong(), change, evidence);
    }
  }

  private void tell(long incident, IncidentChange change, Evidence evidence) throws SQLException {
    told.add(
        rows.connection(),
        new Alert(
            incident,
            evidence.dedupKey(),
            evidence.kind(),
            change,
            evidence.subject(),
            evidence.score(),
            evidence.band(),
            evidence.reasons().stream().limit(MOST_REASONS).toList(),
            evidence.members().stream().limit(MOST_MEMBERS).toList(),
            evidence.members().size(),
            rows.now()));
  }

  /** Notes what was not told; once all moves are made. */
  void finish() throws SQLException {
    Suppressions.note(rows.connection(), untold, rows.now());
  }
}
