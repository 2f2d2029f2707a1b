package dev.ringwatch.app.serve;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.incident.IncidentJson;
import dev.ringwatch.app.verdict.VerdictDesk;
import dev.ringwatch.app.verdict.VerdictSettings;
import dev.ringwatch.postgres.incident.Told;
import dev.ringwatch.postgres.verdict.Appeals;
import dev.ringwatch.postgres.verdict.CalibrationLabels;
import dev.ringwatch.postgres.verdict.ClosedByVerdict;
import dev.ringwatch.postgres.verdict.SecondShare;
import dev.ringwatch.postgres.verdict.VerdictPages;
import dev.ringwatch.postgres.verdict.Verdicts;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The verdicts of a database. Safe for threads. */
public final class StoredVerdicts {

  private final Store store;
  private final DataSource database;

  /** Those of a store, as long as it is open. */
  public StoredVerdicts(Store store) {
    this.store = store;
    this.database = store.pool().dataSource();
  }

  /** What was decided. */
  public VerdictPages pages() {
    return new VerdictPages(database);
  }

  /** What calibration learns from. */
  public CalibrationLabels labels() {
    return new CalibrationLabels(database);
  }

  /** What was said against verdicts. */
  Appeals appeals() {
    return new Appeals(database);
  }

  /**
   * Where verdicts are entered.
   *
   * @param told takes what is to be told of incidents that they close
   */
  public VerdictDesk desk(VerdictSettings settings, Told told, Audit audit, KnownTick known)
      throws SQLException {
    ClosedByVerdict closing = new ClosedByVerdict(store.incidentPages(), new IncidentJson(), told);
    Verdicts verdicts =
        new Verdicts(closing, new SecondShare(store.hashKey(), settings.secondReviewShare()));
    return new VerdictDesk(verdicts, appeals(), audit, known.clock(), known.tick());
  }
}
