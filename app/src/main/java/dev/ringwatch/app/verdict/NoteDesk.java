package dev.ringwatch.app.verdict;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.verdict.AccountNotes;
import dev.ringwatch.postgres.verdict.Giver;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;

/** Where notes are written, and recorded in the same transaction. Safe for threads. */
public final class NoteDesk {

  private static final Tick NOTHING = new Tick(0);

  private final AccountNotes notes;
  private final Audit audit;
  private final InstantSource clock;

  /** A desk. */
  public NoteDesk(AccountNotes notes, Audit audit, InstantSource clock) {
    this.notes = notes;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Writes a note about an account. What it says is not in the audit log, where it would stay.
   *
   * @return its number
   */
  public long add(Who who, String account, String text) throws SQLException {
    Giver giver = new Giver(who.actor().toString(), clock.instant(), NOTHING);
    return audit.change((connection, record) -> {
      long id = notes.add(connection, account, text, giver);
      record.accept(
          Audit.done(who, AuditAction.ACCOUNT_NOTE, account, Map.of("note", Long.toString(id))));
      return id;
    });
  }
}
