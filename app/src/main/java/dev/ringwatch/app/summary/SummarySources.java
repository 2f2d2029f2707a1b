package dev.ringwatch.app.summary;

import dev.ringwatch.postgres.figures.FigureReader;
import dev.ringwatch.postgres.results.AccountPages;
import dev.ringwatch.postgres.ring.KeptRings;
import javax.sql.DataSource;

/**
 * What the overview reads, each question bounded in time.
 *
 * @param database of what else there is
 * @param figures figures by hour
 * @param accounts scored accounts
 * @param rings the rings
 */
public record SummarySources(
    DataSource database, FigureReader figures, AccountPages accounts, KeptRings rings) {

  /** All of a database. */
  public static SummarySources of(DataSource database) {
    return new SummarySources(
        database, new FigureReader(database), new AccountPages(database), new KeptRings(database));
  }
}
