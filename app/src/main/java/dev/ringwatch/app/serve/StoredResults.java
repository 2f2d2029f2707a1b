package dev.ringwatch.app.serve;

import dev.ringwatch.app.detection.Results;
import dev.ringwatch.app.detection.UnwritableResultException;
import dev.ringwatch.postgres.RowFaults;
import dev.ringwatch.postgres.results.ScoreRows;
import dev.ringwatch.postgres.results.ScoredAccounts;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Final scores, in the database. Safe for threads. */
final class StoredResults implements Results {

  private final ScoredAccounts accounts;

  StoredResults(ScoredAccounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public void write(List<Result> results, String modelId) throws IOException {
    try {
      accounts.write(
          results.stream()
              .map(one -> ScoreRows.row(one.tick(), one.state(), one.score(), modelId))
              .toList());
    } catch (SQLException e) {
      throw RowFaults.isOfTheRow(e)
          ? new UnwritableResultException(e)
          : new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void reached(long seq) throws IOException {
    try {
      accounts.writtenSeq(seq);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public long reached() throws IOException {
    try {
      return accounts.writtenSeq();
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
