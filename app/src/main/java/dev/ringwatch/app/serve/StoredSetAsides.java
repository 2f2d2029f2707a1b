package dev.ringwatch.app.serve;

import dev.ringwatch.app.detection.SetAsides;
import dev.ringwatch.event.Event;
import dev.ringwatch.postgres.SetAsideEntries;
import dev.ringwatch.postgres.SetAsideEntry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What detection set aside, in the database. Safe for threads. */
final class StoredSetAsides implements SetAsides {

  private final SetAsideEntries entries;
  private final Clock clock;

  StoredSetAsides(SetAsideEntries entries, Clock clock) {
    this.entries = entries;
    this.clock = clock;
  }

  @Override
  public void keep(List<Piece> pieces) throws IOException {
    Instant now = clock.instant();
    try {
      entries.add(pieces.stream().map(piece -> row(piece, now)).toList());
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static SetAsideEntry row(Piece piece, Instant now) {
    return switch (piece) {
      case Entry entry -> SetAsideEntry.at(entry.seq(), entry.kind(), entry.error(), now);
      case FailedEvent failed -> {
        Event event = failed.event();
        yield SetAsideEntry.of(event.timestamp(), event.id(), failed.error(), now);
      }
    };
  }

  @Override
  public long count() throws IOException {
    try {
      return entries.count();
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
